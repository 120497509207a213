import { z } from 'zod';
import * as Helpers from '../format/SchemaHelpers.js';
import * as UnitText from '../format/UnitText.js';
import * as Generated from './Generated.js';

const { usd, positive, spread } = UnitText;

/** What alts have in common beside their own keys. */
export const Universe = z
  .strictObject({
    alts: UnitText.count({ max: 1000 }).describe(
      'How many alts there are: those listed, by rank, then generated ones.',
    ),
    generated: Helpers.absent('none', Generated.Generated),
    zipf: positive({ max: 10 }).describe('Exponent of the Zipf law by which open interest falls with rank.'),
    openInterest: usd().describe('Open interest of all alts.'),
    volumeOverOpenInterest: positive({ max: 1000 }).describe('Daily volume over open interest.'),
    turnover: spread(positive({ max: 100 })).describe(
      'Turnover of the smallest alt relative to the common one; the spread narrows to none at rank 1.',
    ),
    spotPart: spread(positive({ max: 100 })).describe(
      "Spot's part of a venue's volume in the smallest alt, relative to the venue's common part; narrows likewise.",
    ),
    beta: spread(positive({ max: 100 })).describe('Beta of alts that state none.'),
  })
  .describe('How many alts there are, and what they have in common.');
