import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

const venue = () => Reference.ref('venue');
const asset = () => Reference.ref('asset');
const wait = () => UnitText.duration({ max: 30 * UnitText.DAY_US });

const Window = z
  .strictObject({
    id: Helpers.id(),
    venue: venue(),
    asset: Helpers.absent('every asset', asset()),
    direction: Helpers.absent(
      'every direction',
      z.enum(['deposit', 'withdrawal', 'internal']).describe('What is halted or slowed.'),
    ),
    from: UnitText.instant().describe('When it begins.'),
    to: UnitText.instant().describe('When it ends.'),
    delay: Helpers.absent(
      'no delay; with neither delay nor factor the window is a halt',
      wait().describe('Added to the time of every transfer of the venue, in every direction.'),
    ),
    factor: Helpers.absent(
      'no factor',
      UnitText.positive({ max: 1000 }).describe('Multiplies the times of the venue.'),
    ),
  })
  .superRefine(({ delay, factor, direction }, context) => {
    if (delay === undefined) return;
    if (factor !== undefined)
      Helpers.refuse(context, ['factor'], '"factor" beside "delay"', 'one of the two', 'remove one of them');
    if (direction !== undefined)
      Helpers.refuse(
        context,
        ['direction'],
        '"direction" beside "delay"',
        'a delay, which slows every direction',
        'remove "direction", or use "factor"',
      );
  });

const Rule = z
  .strictObject({
    id: Helpers.id(),
    venue: venue(),
    asset: asset(),
    above: UnitText.ratio().describe(
      'Deviation of the price there from that elsewhere at which transfers stop.',
    ),
    back: UnitText.ratio().describe('Deviation within which the price must stay for the halt to end.'),
    hold: wait().describe('For how long.'),
  })
  .superRefine(({ above, back }, context) => {
    if (back > above)
      Helpers.refuse(context, ['back'], `${back}, above "above"`, `at most ${above}`, 'lower "back"');
  });

const Wallet = z.strictObject({
  id: Helpers.id(),
  venue: venue(),
  asset: asset(),
  size: UnitText.usd().describe('Dollars that a full hot wallet can send at once.'),
  refill: wait().describe('Time in which an empty hot wallet fills again.'),
});

/** How assets move between accounts of different venues and chains. */
export const Rails = z
  .strictObject({
    check: Reference.mapOf(venue(), wait()).describe(
      'Check of a venue before it sends or credits; at once where a venue is not stated.',
    ),
    confirm: Reference.mapOf(Reference.ref('asset', { also: ['default'] }), wait()).describe(
      'Time of confirmations by asset; "default" for the rest, at once without it.',
    ),
    internal: Helpers.absent(
      'transfers inside a venue are made at once',
      Reference.mapOf(venue(), wait()).describe('Time of a transfer between accounts of one venue.'),
    ),
    windows: Helpers.listById(Window).describe('Documented slowdowns and halts.'),
    rules: Helpers.absent(
      'no venue halts by rule',
      Helpers.distinct(Helpers.listById(Rule), ['venue', 'asset']).describe(
        'Rules of venues: an asset is not transferred while its price there deviates from that elsewhere.',
      ),
    ),
    wallets: Helpers.absent(
      'hot wallets have no limit',
      Helpers.distinct(Helpers.listById(Wallet), ['venue', 'asset']).describe(
        'What venues can send at once.',
      ),
    ),
  })
  .describe('How assets move between venues and the chain.');
