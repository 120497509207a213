import * as Streams from '../base/Streams.js';
import type { LendingProtocol } from '../chain/lending/LendingProtocol.js';
import type * as Spec from '../chain/lending/LendingSchema.js';
import { CHAIN } from '../chain/OnChain.js';
import * as Bench from '../opening/Bench.js';
import * as Accounts from '../state/Accounts.js';
import * as LendingPeople from './LendingPeople.js';
import type * as LendingLooper from './lending-loopers/LendingLooper.js';
import type * as Liquidator from './liquidators/Liquidator.js';
import type * as YieldSeeker from './yield-seekers/YieldSeeker.js';

/** One desk of loopers; returns their debts. Exposures are spread evenly over their range, in a drawn order of tastes. */
export function loopers(
  bench: Bench.Bench,
  spec: Spec.Lending,
  lending: LendingProtocol,
  index: number,
  one: Spec.Lending['loopers'][number],
): LendingPeople.Debtor[] {
  const name = `lending-looper/${spec.id}/${one.id}`;
  const modes = spec.modes.map(({ id }) => id).sort();
  const mode = one.mode === undefined ? 0 : 1 + modes.indexOf(one.mode);
  const [collateral, debt] = [one.collateral, one.debt].map((symbol) =>
    LendingPeople.reserveOf(bench, lending, symbol),
  ) as [number, number];
  const pledgedUsd = one.stock / one.rows;
  const most = (lending.pool.modes[mode] ?? lending.pool.reserves[collateral]!.terms).maxLtvBps / 1e4;
  const debtors = Array.from({ length: one.rows }, (_, row): LendingPeople.Debtor => {
    const u = (row + Bench.draw(bench, `${name}/${row + 1}/exposure`, { low: 0, high: 1 })) / one.rows;
    const exposure = one.exposure.low + u * (one.exposure.high - one.exposure.low);
    // A little less than the most, so that rounding of the opening does not refuse the last of them.
    const owedUsd = pledgedUsd * Math.min(1 - 1 / exposure, most * 0.9999);
    const rows = LendingPeople.join(bench, lending, `${name}/${row + 1}`, pledgedUsd / one.account);
    Bench.fund(bench, rows.account, lending.assets[debt]!, (owedUsd * one.cash) / lending.price[debt]!);
    return { ...rows, collateral, debt, mode, pledgedUsd, owedUsd };
  });
  const tastes = (key: string, range: { low: number; high: number }) =>
    Float64Array.from(debtors, (_, row) => Bench.draw(bench, `${name}/${row + 1}/${key}`, range));
  const agent: LendingLooper.State = {
    ...base(bench, 'lending-looper', name, one.latency),
    lending: index,
    collateral: lending.assets[collateral]!,
    debt: lending.assets[debt]!,
    pool: poolOf(bench, one.exit),
    positions: debtors.map(({ position }) => position),
    accounts: debtors.map(({ account }) => account),
    yieldRate: one.yield,
    least: tastes('least', one.least),
    targetHealth: tastes('target', one.targetHealth),
    delayUs: tastes('delay', one.delay),
    share: one.share,
    everyUs: one.every,
    dueUs: new Float64Array(debtors.length).fill(-1),
  };
  Bench.enlist(bench, agent, Bench.firstWake(bench, name, one.every));
  return debtors;
}

/** Money that is partly lent, by rows of different alternatives. */
export function seekers(
  bench: Bench.Bench,
  spec: Spec.Lending,
  lending: LendingProtocol,
  index: number,
  one: Spec.Lending['seekers'][number],
): void {
  const name = `yield-seeker/${spec.id}/${one.id}`;
  const reserve = LendingPeople.reserveOf(bench, lending, one.asset);
  const rows = Array.from({ length: one.rows }, (_, row) => {
    const joined = LendingPeople.join(bench, lending, `${name}/${row + 1}`, 1);
    LendingPeople.deposit(bench, lending, joined.position, reserve, (one.cash * one.lent) / one.rows);
    Bench.fund(bench, joined.account, lending.assets[reserve]!, (one.cash * (1 - one.lent)) / one.rows);
    return joined;
  });
  const alternative = rows.map((_, row) =>
    Bench.draw(bench, `${name}/${row + 1}/alternative`, one.alternative),
  );
  const agent: YieldSeeker.State = {
    ...base(bench, 'yield-seeker', name, one.latency),
    lending: index,
    asset: lending.assets[reserve]!,
    positions: rows.map(({ position }) => position),
    accounts: rows.map(({ account }) => account),
    alternative: Float64Array.from(alternative),
    band: one.band,
    share: one.share,
    everyUs: one.every,
  };
  Bench.enlist(bench, agent, Bench.firstWake(bench, name, one.every));
}

export function liquidators(
  bench: Bench.Bench,
  spec: Spec.Lending,
  lending: LendingProtocol,
  index: number,
  one: Spec.Lending['liquidators'][number],
): void {
  for (let i = 1; i <= one.count; i++) {
    const name = `liquidator/${spec.id}/${one.id}/${i}`;
    const account = Accounts.add(bench.engine.accounts, name, CHAIN, Accounts.CASH);
    for (const symbol of Object.keys(one.capital).sort()) {
      const reserve = LendingPeople.reserveOf(bench, lending, symbol);
      Bench.fund(bench, account, lending.assets[reserve]!, one.capital[symbol]! / lending.price[reserve]!);
    }
    const agent: Liquidator.State = {
      ...base(bench, 'liquidator', name, one.latency),
      lending: index,
      account,
      exits: Object.keys(one.exits)
        .sort()
        .map((symbol) => exitOf(bench, name, symbol, one.exits[symbol]!)),
      profitUsd: one.profit,
      bidShare: one.bidShare,
      everyUs: one.every,
      origin: 0,
    };
    Bench.enlist(bench, agent, Bench.firstWake(bench, name, one.every));
  }
}

/** "pool:<id>", "venue:<id>" with an account of the liquidator's there, or "hold". */
function exitOf(bench: Bench.Bench, name: string, symbol: string, where: string): Liquidator.Exit {
  const asset = Bench.assetOf(bench, symbol);
  const [kind, id] = where.split(':');
  const none = { asset, pool: -1, market: -1, account: -1 };
  if (kind === 'pool') return { ...none, pool: poolOf(bench, id) };
  const venue = bench.universe.venues.findIndex((one) => one.id === id);
  const market = venue < 0 ? undefined : Bench.marketOf(bench, venue, asset, false);
  if (market === undefined) return none;
  const account = Accounts.add(bench.engine.accounts, `${name}/${id}/${symbol}`, venue, Accounts.CASH);
  return { ...none, market: market.id, account };
}

function poolOf(bench: Bench.Bench, id: string | undefined): number {
  return id === undefined ? -1 : bench.engine.onchain.pools.findIndex((pool) => pool.id === id);
}

function base<K extends string>(
  bench: Bench.Bench,
  kind: K,
  name: string,
  latency: { low: number; high: number },
): { kind: K; name: string; latencyUs: number; stream: number } {
  const latencyUs = Math.round(Bench.draw(bench, `${name}/latency`, latency));
  return { kind, name, latencyUs, stream: Streams.open(bench.engine.streams, name) };
}
