import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';
import * as Bench from '../../opening/Bench.js';
import * as LendingList from '../LendingList.js';

/** Borrowers who do not act. Several collaterals or debts are parts of each loan's value. */
const schema = z.strictObject({
  id: Helpers.id(),
  collateral: LendingList.parts(),
  debt: LendingList.parts(),
  mode: Reference.ref('mode').optional(),
  /** Collateral in dollars; number of rows that share it; dollars of one account. */
  stock: UnitText.usd(),
  rows: UnitText.count({ min: 1 }),
  account: UnitText.usd(),
  /** Debt over collateral; it may lie between what new debt may be and where liquidation begins. */
  ltv: UnitText.spread(UnitText.ratio()),
});

type Spec = z.infer<typeof schema>;

export const list: LendingList.LendingList<Spec> = {
  schema,
  loans: ({ collateral, mode, ltv }) => ({ collateral, mode, key: 'ltv', ltv: ltv.high }),
  debtors,
};

/** Collateral in equal rows, debts spread evenly over the range of LTV. */
function debtors(stage: LendingList.Stage, one: Spec): LendingList.Debtor[] {
  const pledgedUsd = one.stock / one.rows;
  return Array.from({ length: one.rows }, (_, row) => {
    const name = `borrower/${stage.lending.id}/${one.id}/${row + 1}`;
    const u = (row + Bench.draw(stage.bench, `${name}/ltv`, { low: 0, high: 1 })) / one.rows;
    const owedUsd = pledgedUsd * (one.ltv.low + u * (one.ltv.high - one.ltv.low));
    return {
      ...LendingList.join(stage, name, pledgedUsd / one.account),
      mode: LendingList.modeOf(stage, one.mode),
      pledged: LendingList.split(stage, one.collateral, pledgedUsd),
      owed: LendingList.split(stage, one.debt, owedUsd),
    };
  });
}
