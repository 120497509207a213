import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

const sizes = (text: string) =>
  Helpers.absent('none', Reference.mapOf(Reference.ref('asset'), UnitText.size()).describe(text));

const Position = z.strictObject({
  side: z.enum(['long', 'short']).describe('Side of the position.'),
  size: UnitText.size().describe('Units of the base asset, or dollars at the opening price, down to a lot.'),
  entry: Helpers.absent(
    'the opening price',
    UnitText.positive().describe(
      'Price at which it was opened; what it has gained or lost since is its own.',
    ),
  ),
});

/** One account of one's own, on a venue or on a lending protocol. */
const Account = z
  .strictObject({
    id: Helpers.id(),
    on: Reference.place(['venue', 'lending'], []).describe('Where: "venue:" or "lending:" and its id.'),
    weight: Helpers.absent(
      '1',
      UnitText.count({ min: 1, max: 1e9 }).describe('How many accounts it stands for.'),
    ),
    cash: sizes('Held without being pledged on a lending protocol; on a venue like "collateral".'),
    collateral: sizes('Held as collateral, by asset.'),
    debts: sizes('Owed, by asset.'),
    positions: Helpers.absent(
      'none',
      z.record(z.string(), Position).describe('Perps of its venue by "BASE/QUOTE".'),
    ),
    mode: Helpers.absent(
      'no efficiency mode',
      Helpers.id().describe('Efficiency mode of its lending protocol.'),
    ),
  })
  .superRefine(({ on, mode, positions }, context) => {
    const isLoan = on.startsWith('lending:');
    const refuse = (key: string, found: string, remedy: string) =>
      Helpers.refuse(context, [key], found, 'keys of the place that "on" names', remedy);
    if (isLoan && positions) refuse('positions', 'perps on a lending protocol', 'put them on a venue');
    if (!isLoan && mode)
      refuse('mode', 'an efficiency mode on a venue', 'remove it, or name a lending protocol');
  });

/** Accounts of one's own: what they hold, owe and have open, each a real account of its venue or protocol. */
export const Accounts = Helpers.listById(Account).describe(
  'Accounts of your own, on venues and lending protocols: cash, collateral, debts and positions.',
);

export type Spec = z.infer<typeof Account>;
