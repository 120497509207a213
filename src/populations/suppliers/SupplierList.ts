import { z } from 'zod';
import * as Protocol from '../../chain/lending/LendingProtocol.js';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';
import * as LendingList from '../LendingList.js';

/** A stated depositor; `account` names one that exists and pays, else the deposit comes from outside. */
const schema = z.strictObject({
  id: Helpers.id(),
  asset: Reference.ref('reserve'),
  amount: UnitText.usd().describe('Deposit in dollars.'),
  account: Helpers.absent(
    'the deposit comes from outside',
    Reference.ref('account').describe(
      'Account that exists and pays; without it the deposit comes from outside.',
    ),
  ),
});

type Spec = z.infer<typeof schema>;

export const list: LendingList.LendingList<Spec> = {
  schema,
  deposit,
};

function deposit(stage: LendingList.Stage, one: Spec): void {
  const { bench, lending } = stage;
  const { accounts } = bench.engine;
  const reserve = LendingList.reserveOf(stage, one.asset);
  const own = one.account === undefined ? -1 : accounts.name.indexOf(one.account);
  if (own < 0) {
    const { position } = LendingList.join(stage, `supplier/${lending.id}/${one.id}`, 1);
    LendingList.deposit(stage, position, { reserve, usd: one.amount });
    return;
  }
  const atoms = LendingList.atomsOf(stage, { reserve, usd: one.amount });
  const reason = Protocol.supply(bench.engine, lending, own, lending.assets[reserve]!, atoms);
  LendingList.refuse(stage, reserve, reason);
}
