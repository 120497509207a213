import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';
import * as Bench from '../../opening/Bench.js';
import * as LendingList from '../LendingList.js';
import type * as LendingLooper from './LendingLooper.js';

const schema = z.strictObject({
  id: Helpers.id(),
  collateral: Reference.ref('reserve'),
  debt: Reference.ref('reserve'),
  stock: UnitText.usd().describe('What they hold at the open.'),
  rows: Helpers.rows().describe('Rows of accounts.'),
  account: UnitText.usd({ above: 0 }).describe('Dollars of one account; margin tables see one of them.'),
  mode: Helpers.absent('no mode', Reference.ref('mode')),
  exposure: UnitText.spread(UnitText.positive({ min: 1, max: 125 })).describe('Collateral over equity.'),
  yield: UnitText.ratio().describe('Yield of the collateral a year.'),
  least: UnitText.spread(UnitText.ratio({ min: -1 })).describe(
    'Net yield on equity a year below which a looper leaves.',
  ),
  targetHealth: UnitText.spread(UnitText.positive({ max: 1e6 })).describe(
    'Health factor below which he reduces.',
  ),
  delay: UnitText.spread(UnitText.duration({ max: 365 * UnitText.DAY_US })).describe('Time until he acts.'),
  share: UnitText.ratio().describe('Part of his loop that he unwinds at a time.'),
  cash: UnitText.ratio().describe('Own cash over debt, to repay with.'),
  exit: Helpers.absent('none; he repays with cash alone', Reference.ref('pool')),
  every: UnitText.interval().describe('How often they look.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

type Spec = z.infer<typeof schema>;

export const list: LendingList.LendingList<Spec> = {
  schema,
  loans: ({ collateral, mode, exposure }) => ({
    collateral: { [collateral]: 1 },
    mode,
    key: 'exposure',
    ltv: 1 - 1 / exposure.high,
  }),
  debtors,
};

/** One desk of loopers; returns their debts. Exposures are spread evenly over their range, in a drawn order of tastes. */
function debtors(stage: LendingList.Stage, one: Spec): LendingList.Debtor[] {
  const rows = rowsOf(stage, one);
  enlist(stage, one, rows);
  show(stage, one, rows);
  return rows;
}

function show(
  { bench, lending, index }: LendingList.Stage,
  one: Spec,
  rows: readonly LendingList.Debtor[],
): void {
  for (const { account, position } of rows)
    Bench.show(bench, {
      channel: 'loops',
      place: lending.id,
      group: one.collateral,
      account,
      first: -1,
      asset: Bench.assetOf(bench, one.collateral),
      weight: bench.engine.accounts.weight[account]!,
      loan: { lending: index, position },
    });
}

function nameOf({ lending }: LendingList.Stage, one: Spec): string {
  return `lending-looper/${lending.id}/${one.id}`;
}

function rowsOf(stage: LendingList.Stage, one: Spec): LendingList.Debtor[] {
  const { bench, lending } = stage;
  const name = nameOf(stage, one);
  const mode = LendingList.modeOf(stage, one.mode);
  const collateral = LendingList.reserveOf(stage, one.collateral);
  const debt = LendingList.reserveOf(stage, one.debt);
  const usd = one.stock / one.rows;
  return Array.from({ length: one.rows }, (_, row) => {
    const u = (row + Bench.draw(bench, `${name}/${row + 1}/exposure`, { low: 0, high: 1 })) / one.rows;
    const exposure = one.exposure.low + u * (one.exposure.high - one.exposure.low);
    const owedUsd = usd * (1 - 1 / exposure);
    const joined = LendingList.join(stage, `${name}/${row + 1}`, usd / one.account);
    const cash = (owedUsd * one.cash) / lending.price[debt]!;
    Bench.fund(bench, joined.account, lending.assets[debt]!, cash);
    const pledged = [{ reserve: collateral, usd }];
    return { ...joined, mode, pledged, owed: [{ reserve: debt, usd: owedUsd }] };
  });
}

function enlist(stage: LendingList.Stage, one: Spec, rows: readonly LendingList.Debtor[]): void {
  const { bench, lending } = stage;
  const name = nameOf(stage, one);
  const tastes = (key: string, range: { low: number; high: number }) =>
    Float64Array.from(rows, (_, row) => Bench.draw(bench, `${name}/${row + 1}/${key}`, range));
  const agent: LendingLooper.State = {
    ...LendingList.base(bench, 'lending-looper', name, one.latency),
    lending: stage.index,
    collateral: lending.assets[LendingList.reserveOf(stage, one.collateral)]!,
    debt: lending.assets[LendingList.reserveOf(stage, one.debt)]!,
    pool: LendingList.poolOf(bench, one.exit),
    positions: rows.map(({ position }) => position),
    accounts: rows.map(({ account }) => account),
    yieldRate: one.yield,
    least: tastes('least', one.least),
    targetHealth: tastes('target', one.targetHealth),
    delayUs: tastes('delay', one.delay),
    share: one.share,
    everyUs: one.every,
    dueUs: new Float64Array(rows.length).fill(-1),
  };
  Bench.enlist(bench, agent, Bench.firstWake(bench, name, one.every));
}
