import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';
import * as Bench from '../../opening/Bench.js';
import * as LendingList from '../LendingList.js';
import type * as YieldSeeker from './YieldSeeker.js';

const schema = z.strictObject({
  id: Helpers.id(),
  asset: Reference.ref('reserve'),
  rows: Helpers.rows().describe('Rows of accounts.'),
  cash: UnitText.usd().describe('Their money.'),
  lent: UnitText.ratio().describe('Part of it that is lent at the open.'),
  alternative: UnitText.spread(UnitText.ratio()).describe('What their money earns elsewhere, by row.'),
  band: UnitText.ratio().describe('Difference of yields at which they move.'),
  share: UnitText.ratio().describe('Part that they move at a time.'),
  every: UnitText.interval().describe('How often they look.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

type Spec = z.infer<typeof schema>;

export const list: LendingList.LendingList<Spec> = {
  schema,
  deposit,
};

/** Money that is partly lent, by rows of different alternatives. */
function deposit(stage: LendingList.Stage, one: Spec): void {
  const { bench, lending } = stage;
  const name = `yield-seeker/${lending.id}/${one.id}`;
  const reserve = LendingList.reserveOf(stage, one.asset);
  const asset = lending.assets[reserve]!;
  const rows = Array.from({ length: one.rows }, (_, row) => {
    const joined = LendingList.join(stage, `${name}/${row + 1}`, 1);
    LendingList.deposit(stage, joined.position, { reserve, usd: (one.cash * one.lent) / one.rows });
    Bench.fund(bench, joined.account, asset, (one.cash * (1 - one.lent)) / one.rows);
    return joined;
  });
  const alternative = rows.map((_, row) =>
    Bench.draw(bench, `${name}/${row + 1}/alternative`, one.alternative),
  );
  const agent: YieldSeeker.State = {
    ...LendingList.base(bench, 'yield-seeker', name, one.latency),
    lending: stage.index,
    asset,
    positions: rows.map(({ position }) => position),
    accounts: rows.map(({ account }) => account),
    alternative: Float64Array.from(alternative),
    band: one.band,
    share: one.share,
    everyUs: one.every,
  };
  Bench.enlist(bench, agent, Bench.firstWake(bench, name, one.every));
}
