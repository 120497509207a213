import { describe, expect, it } from 'vitest';
import * as Accounts from '../src/state/Accounts.js';
import type { Engine } from '../src/state/Engine.js';
import * as Worlds from './cast/Worlds.js';

/*
 * The October world with three alts, coarse rows and three hours of one evening: what is tested is the coin, and its
 * books, rails, pools, issuer, lending and people are those of the whole scenario unless a test says otherwise.
 */
const SMALL = ['universe.alts=3', 'populations.crowd.fuelRows=20', 'populations.crowd.shortRows=20'];
/** From before the second post until after the documented windows, hours of which nothing happens left out. */
const EVENING = ['start=2025-10-10T20:00:00Z', 'end=2025-10-10T23:00:00Z'];
/** Before anything is slow or halted: the system is healthy. */
const AFTERNOON = ['start=2025-10-10T17:00:00Z', 'end=2025-10-10T20:00:00Z'];
/** Coins for those whom a test adds, out of the stakers' part of the supply. */
const SPARE = 'issuers.ethena.vault.staked=30%';
/** Dollar prices of the coin one by one: every trade of a minute on books, the last of a block in pools. */
interface Peg {
  readonly place: string;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

function run(text: string, withs: string[], sets: string[]) {
  const world = Worlds.write(`extends: oct-2025-lite\n${text}`, { withs, sets: [...SMALL, ...sets] });
  const before = loops(world.engine);
  const rows = Worlds.finish(world);
  return { rows, pegs: pegs(world.recorder.series), before, after: loops(world.engine), world };
}

function pegs(series: ReturnType<typeof Worlds.open>['recorder']['series']): Peg[] {
  const books = series.markets
    .filter(({ symbol }) => symbol.startsWith('USDE/'))
    .map(({ venue, low, high }) => ({ place: venue, low, high }));
  const pools = Object.entries(series.columns)
    .filter(([name]) => /^peg\/USDE\/usde-/.test(name))
    .map(([name, price]) => ({ place: name.split('/')[2]!, low: price, high: price }));
  const cut = (column: Float64Array) => column.subarray(0, series.minutes);
  return [...books, ...pools].map(({ place, low, high }) => ({ place, low: cut(low), high: cut(high) }));
}

/** Largest distance from par, by place, in minutes of which there is a price. */
function gaps(pegs: readonly Peg[], from = 0): Record<string, number> {
  const gap = ({ low, high }: Peg) => {
    const prices = [...low.subarray(from), ...high.subarray(from)].filter((price) => price > 0);
    expect(prices.length).toBeGreaterThan(20);
    return Math.max(...prices.map((price) => Math.abs(price - 1)));
  };
  return Object.fromEntries(pegs.map((peg) => [peg.place, gap(peg)]));
}

/** Coins in every loop on `a`, and dollars of debt on the lending pool that loopers unwound so far. */
function loops(engine: Engine): { coins: Record<string, number>; unwoundUsd: number } {
  const asset = engine.assets.findIndex(({ symbol }) => symbol === 'USDE');
  const { name, count } = engine.accounts;
  const coins: Record<string, number> = {};
  for (let account = 0; account < count; account++)
    if (/^(looper|whale)\/a\/USDE\/\d+$/.test(name[account]!))
      coins[name[account]!] = Accounts.balance(engine, account, asset);
  return { coins, unwoundUsd: engine.onchain.lendings.reduce((sum, { tally }) => sum + tally.unwoundUsd, 0) };
}

function within(of: Record<string, number>, bound: number): void {
  expect(Object.keys(of).sort()).toEqual(['a', 'b', 'usde-usdc', 'usde-usdt']);
  for (const [place, gap] of Object.entries(of))
    expect([place, gap]).toEqual([place, expect.toSatisfy((g: number) => g <= bound)]);
}

describe('sanity of the synthetic dollar in October, reduced', () => {
  it('without news it keeps within 1% of par everywhere, and every loop lives', () => {
    const { pegs, rows, before, after } = run('', ['news-off'], EVENING);
    within(gaps(pegs), 0.01);
    expect(Object.keys(before.coins).length).toBe(50);
    expect(after).toEqual(before);
    // Values move, so that some longs of perps are liquidated on a quiet day too.
    const forced = rows.filter(
      ({ kind, name }) =>
        /^(loop-unwind|lending-breach)$/.test(kind) ||
        (/^(liquidation|takeover)$/.test(kind) && /looper|whale/.test(`${name}`)),
    );
    expect(forced).toEqual([]);
  });

  it('takes a lone sale of 90M spread over an hour, and is within 1% an hour later', () => {
    const sold = sale('2025-10-10T17:30:00Z', 60);
    const { pegs, before, after } = run(sold, ['news-off'], [...AFTERNOON, SPARE]);
    within(gaps(pegs, 30 + 60 + 60), 0.01);
    expect(after).toEqual(before);
  });

  /**
   * Arbitrage costs of a firm: 4bp of taker's fee, its edge (5bp to 30bp), and prices in whole basis points. Redeeming
   * and minting are free, gas and waiting nearly so.
   */
  const COSTS = 0.0004 + 0.003 + 0.0001;

  it('stays within arbitrage costs of par all through the crash when nothing is in the way of arbitrage', () => {
    const { pegs, rows } = run('', ['redemption-index'], [...EVENING, SPARE, ...FRICTIONLESS]);
    within(gaps(pegs), COSTS);
    // The crash was one, and what was forced to be sold was the coin too.
    expect(rows.filter(({ kind }) => kind === 'liquidation').length).toBeGreaterThan(500);
    expect(rows.filter(({ kind }) => kind === 'loop-unwind').length).toBeGreaterThan(0);
    expect(rows.filter(({ kind }) => kind === 'redemption').length).toBeGreaterThan(10);
  });

  it('leaves par by more than these costs in the same crash with its frictions', () => {
    expect(gaps(run('', [], EVENING).pegs).a).toBeGreaterThan(10 * COSTS);
  });
});

/** Everybody the issuer deals with can carry coins and dollars at once, as many as he likes, and has plenty of both. */
const FRICTIONLESS = [
  'venues.b.collateralIndex={ kind: redemption-weighted, redemptionWeight: 100% }',
  'rails.check={ a: 1s, b: 1s, c: 1s, d: 1s }',
  'rails.confirm={ default: 1s }',
  'rails.internal={}',
  'rails.windows=[]',
  'chain.block=1s',
  'chain.congestion=[]',
  ...['openFee', 'minFee', 'referenceFee', 'tip'].map((fee) => `chain.${fee}=0.000001`),
  'issuers.ethena.mint={ cap: 1bn USD, assetCap: 1bn USD, fee: 0 }',
  'issuers.ethena.redeem={ cap: 1bn USD, assetCap: 1bn USD, fee: 0, whenShort: queue, policy: par }',
  'issuers.ethena.buffer={ target: 2bn USD, trigger: 2bn USD, perMinute: 2bn USD, largest: 2bn USD, custodian: 1s, lent: 1s }',
  'issuers.ethena.directVenues={ a: 1s, b: 1s }',
  'issuers.ethena.arbitrage.cash={ a: 2bn USD, b: 2bn USD, chain: 4bn USD }',
  'issuers.ethena.arbitrage.coins={ a: 500M USD, b: 500M USD, chain: 500M USD }',
  'issuers.ethena.arbitrage.clip=100M USD',
  'issuers.ethena.arbitrage.every=1s',
];

/** 90M of the coin sold on `a` at market, in equal parts, one a minute. */
function sale(from: string, minutes: number): string {
  const trades = Array.from({ length: minutes }, (_, i) => {
    const at = new Date(Date.parse(from) + 60_000 * i).toISOString().replace('.000', '');
    return `    - { id: sale-${i}, at: ${at}, market: "a:USDE/USDT:spot", side: sell, size: ${90e6 / minutes} }`;
  });
  return `planted:\n  only: false\n  trades:\n${trades.join('\n')}\n`;
}
