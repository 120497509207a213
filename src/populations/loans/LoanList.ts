import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';
import * as LendingList from '../LendingList.js';

const units = (text: string) => Reference.mapOf(Reference.ref('reserve'), UnitText.positive()).describe(text);

/** A loan as the chain has it. Its owner does not act. It may be liquidatable when the run opens. */
const schema = z.strictObject({
  id: Helpers.id(),
  collateral: units('Units pledged, by asset, of all accounts that it stands for.'),
  debt: units('Units owed, by asset, of all accounts that it stands for.'),
  mode: Helpers.absent('no mode', Reference.ref('mode')),
  accounts: Helpers.absent(
    '1',
    UnitText.count({ min: 1, max: 1e9 }).describe('How many accounts it stands for.'),
  ),
});

type Spec = z.infer<typeof schema>;

export const list: LendingList.LendingList<Spec> = {
  schema,
  isRare: true,
  debtors: (stage, one) => [debtor(stage, one)],
};

function debtor(stage: LendingList.Stage, one: Spec): LendingList.Debtor {
  const name = `loan/${stage.lending.id}/${one.id}`;
  return {
    ...LendingList.join(stage, name, one.accounts ?? 1),
    mode: LendingList.modeOf(stage, one.mode),
    pledged: amounts(stage, one.collateral),
    owed: amounts(stage, one.debt),
    isStanding: true,
  };
}

/** Units as stated, and their dollars at the oracle's prices. */
function amounts(stage: LendingList.Stage, held: Readonly<Record<string, number>>): LendingList.Amount[] {
  return Object.keys(held)
    .sort()
    .map((symbol) => {
      const reserve = LendingList.reserveOf(stage, symbol);
      return { reserve, usd: held[symbol]! * stage.lending.price[reserve]!, units: held[symbol]! };
    });
}
