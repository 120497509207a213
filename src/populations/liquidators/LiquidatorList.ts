import { z } from 'zod';
import { CHAIN } from '../../chain/OnChain.js';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import * as LendingList from '../LendingList.js';
import type * as Liquidator from './Liquidator.js';

const schema = z.strictObject({
  id: Helpers.id(),
  count: UnitText.count({ min: 1, max: 1e9 }).describe('Firms.'),
  capital: Reference.mapOf(Reference.ref('reserve'), UnitText.usd()).describe(
    'Dollars of each debt asset that one of them has.',
  ),
  exits: Reference.mapOf(Reference.ref('reserve'), Reference.place(['pool', 'venue'], ['hold'])).describe(
    'Where seized collateral is sold: "pool:" and an id, "venue:" and an id, or "hold".',
  ),
  profit: UnitText.usd().describe('Profit wanted of a liquidation.'),
  bidShare: UnitText.ratio().describe('Share of the expected profit offered for gas at most.'),
  every: UnitText.interval().describe('How often they look.'),
  backrun: Helpers.absent(
    'yes',
    z
      .boolean()
      .describe(
        'Whether their calls can stand right behind a report of the oracle in its block, as searchers do; else each call waits for the next block.',
      ),
  ),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

type Spec = z.infer<typeof schema>;

export const list: LendingList.LendingList<Spec> = {
  schema,
  settle,
};

function settle(stage: LendingList.Stage, one: Spec): void {
  for (let i = 1; i <= one.count; i++) open(stage, one, `liquidator/${stage.lending.id}/${one.id}/${i}`);
}

function open(stage: LendingList.Stage, one: Spec, name: string): void {
  const { bench, lending } = stage;
  const account = Accounts.add(bench.engine.accounts, name, CHAIN, Accounts.CASH);
  for (const symbol of Object.keys(one.capital).sort()) {
    const reserve = LendingList.reserveOf(stage, symbol);
    Bench.fund(bench, account, lending.assets[reserve]!, one.capital[symbol]! / lending.price[reserve]!);
  }
  const agent: Liquidator.State = {
    ...LendingList.base(bench, 'liquidator', name, one.latency),
    lending: stage.index,
    account,
    exits: Object.keys(one.exits)
      .sort()
      .map((symbol) => {
        const asset = Bench.assetOf(bench, symbol);
        // Capital comes in before exits: what is there now is the liquidator's own.
        return {
          ...exitOf(bench, name, symbol, one.exits[symbol]!),
          keep: Accounts.balance(bench.engine, account, asset),
        };
      }),
    profitUsd: one.profit,
    bidShare: one.bidShare,
    everyUs: one.every,
    claims: [],
    origin: 0,
  };
  const id = Bench.enlist(bench, agent, Bench.firstWake(bench, name, one.every));
  if (one.backrun ?? true) lending.searchers.push(id);
}

/** "pool:<id>", "venue:<id>" with an account of the liquidator's there, or "hold". */
function exitOf(
  bench: Bench.Bench,
  name: string,
  symbol: string,
  where: string,
): Omit<Liquidator.Exit, 'keep'> {
  const asset = Bench.assetOf(bench, symbol);
  const [kind, id] = where.split(':');
  const none = { asset, pool: -1, market: -1, account: -1 };
  if (kind === 'pool') return { ...none, pool: LendingList.poolOf(bench, id) };
  const venue = bench.universe.venues.findIndex((one) => one.id === id);
  const market = venue < 0 ? undefined : Bench.marketOf(bench, venue, asset, false);
  if (market === undefined) return none;
  const account = Accounts.add(bench.engine.accounts, `${name}/${id}/${symbol}`, venue, Accounts.CASH);
  return { ...none, market: market.id, account };
}
