import { z } from 'zod';
import * as Helpers from '../format/SchemaHelpers.js';
import * as UnitText from '../format/UnitText.js';

/** A recorded price and its time. */
const Point = z.tuple([UnitText.instant(), UnitText.price()]);

const Path = z
  .strictObject({
    points: z
      .array(Point)
      .min(2)
      .describe(
        'Recorded prices of an asset of beta 1 with their times; the first at the start or before it.',
      ),
    contains: Helpers.absent(
      'nothing',
      z
        .record(z.string(), UnitText.ratio({ min: -0.99, max: 10 }))
        .describe(
          'What headlines, by their id under `news`, did to the recorded prices. It is taken out of the path, and the news brings it back with its own impulse.',
        ),
    ),
  })
  .superRefine(({ points }, context) => {
    points.forEach(([time], i) => {
      if (points.findIndex(([other]) => other === time) < i)
        Helpers.refuse(
          context,
          ['points', i],
          'a time that stands twice',
          'each time once',
          'remove one of the two',
        );
    });
  });

/** Fundamental values that move by themselves. */
export const Fundamentals = z
  .strictObject({
    every: UnitText.duration({ min: 1e6, max: 3600e6 }).describe('Length of a step.'),
    common: UnitText.ratio().describe(
      'Daily standard deviation of the common factor. Assets take it by their beta; what is left of their volatility is their own.',
    ),
    sectors: Helpers.absent(
      'none',
      z
        .record(z.string(), UnitText.ratio())
        .describe('Daily standard deviation of each sector, by the name that assets state.'),
    ),
    tails: UnitText.count({ min: 3, max: 1000 }).describe(
      'Degrees of freedom of the shocks (Student-t): fewer have fatter tails.',
    ),
    clustering: UnitText.ratio({ min: 0, max: 2 }).describe(
      "Standard deviation of volatility's logarithm; 0: volatility is constant.",
    ),
    memory: UnitText.duration({ min: 1e6, max: 365 * UnitText.DAY_US }).describe(
      'Time constant with which volatility returns to its mean.',
    ),
    conditioned: Helpers.absent(
      'true',
      z
        .boolean()
        .describe('Whether the common factor follows the recorded path; without one nothing is followed.'),
    ),
    path: Helpers.absent('no recorded path', Path.describe('A recorded path, until its last point.')),
  })
  .describe('Fundamental values that move by themselves, beside news.');

export type Spec = z.infer<typeof Fundamentals>;
