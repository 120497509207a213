import { describe, expect, test } from 'vitest';
import type { IssuerDesk } from '../src/chain/issuer/delta-neutral/IssuerDesk.js';
import * as Load from '../src/compose/Load.js';
import type * as CrowdSchema from '../src/populations/crowd/CrowdSchema.js';
import * as Accounts from '../src/state/Accounts.js';
import type { Engine } from '../src/state/Engine.js';
import * as Worlds from './cast/Worlds.js';

/* What the switches of the synthetic dollar, its rails, its issuer and its collateral do to the world at the open. */
const library = Worlds.library();
const sets = ['universe.alts=4', 'populations.crowd.fuelRows=10', 'populations.pledgers.rows=12'];
const engineWith = (...withs: string[]) => Worlds.open('oct-2025-lite', { sets, withs }).engine;
const scenarioWith = (...withs: string[]) => Load.load(library, 'oct-2025', { sets: [], withs }).scenario;
const usual = engineWith();
const base = scenarioWith();

function assetOf(engine: Engine, symbol: string): number {
  return engine.assets.findIndex((asset) => asset.symbol === symbol);
}

/** Units of an asset in accounts whose name begins so. */
function heldBy(engine: Engine, start: RegExp, symbol: string): number {
  const asset = assetOf(engine, symbol);
  let atoms = 0;
  for (let account = 0; account < engine.accounts.count; account++)
    if (start.test(engine.accounts.name[account]!)) atoms += Accounts.balance(engine, account, asset);
  return atoms / engine.assets[asset]!.unit;
}

const PLAIN = /^looper\/a\//;
const LAYERED = /^whale\/a\/USDE\/\d+$/;

describe('loops on `a`', () => {
  test('loops-off: no coin in either kind of loop; those of the lending pool stay', () => {
    const engine = engineWith('loops-off');
    expect([heldBy(engine, PLAIN, 'USDE'), heldBy(engine, LAYERED, 'USDE')]).toEqual([0, 0]);
    const pledged = ({ onchain }: Engine) => onchain.lendings[0]!.owner.length;
    expect(pledged(engine)).toBe(pledged(usual));
  });

  test.each([
    ['loops-1bn', 1e9],
    ['loops-3bn', 3e9],
  ])('%s: so many coins in plain loops, and whales as before', (name, coins) => {
    const engine = engineWith(name);
    expect(heldBy(engine, PLAIN, 'USDE')).toBeCloseTo(coins, -2);
    expect(heldBy(engine, LAYERED, 'USDE')).toBe(heldBy(usual, LAYERED, 'USDE'));
    expect(heldBy(usual, PLAIN, 'USDE')).not.toBeCloseTo(coins, -2);
  });
});

describe('what collateral counts for on `a`', () => {
  const policies = (engine: Engine, venue: string) => {
    const rules = engine.venues.find(({ id }) => id === venue)!.collateral;
    return Object.fromEntries(rules.map(({ policy }, asset) => [engine.assets[asset]!.symbol, policy]));
  };
  const before = policies(usual, 'a');
  const redeemed = (symbol: string) => ({
    kind: 'redemption-weighted',
    terms: { ...(before[symbol]!.terms as object), redemptionWeight: 1 },
  });

  test.each([
    [
      'index-floor',
      { USDE: { kind: 'floored', terms: { ...(before.USDE!.terms as object), minimumUsd: 0.95 } } },
    ],
    ['index-change-early', { WBETH: redeemed('WBETH'), BNSOL: redeemed('BNSOL') }],
    [
      'index-change-early-usde',
      { WBETH: redeemed('WBETH'), BNSOL: redeemed('BNSOL'), USDE: redeemed('USDE') },
    ],
  ])('%s: these assets and no other', (name, changed) => {
    const engine = engineWith(name);
    expect(policies(engine, 'a')).toEqual({ ...before, ...changed });
    expect(policies(engine, 'b')).toEqual(policies(usual, 'b'));
  });

  test('aave-market-oracle: the coin is priced by its books on `a` and `b`, and what follows it follows', () => {
    const oracle = ({ onchain }: Engine) => {
      const lending = onchain.lendings[0]!;
      return lending.oracles[lending.assets.indexOf(assetOf(usual, 'USDE'))]!;
    };
    expect(oracle(usual).policy.kind).toBe('pegged');
    const { policy, markets } = oracle(engineWith('aave-market-oracle'));
    expect(policy).toMatchObject({ kind: 'market', terms: { weights: [50, 50], deviation: 0.005 } });
    expect(markets.map((id) => usual.venues[usual.markets[id]!.venue]!.id)).toEqual(['a', 'b']);
    expect(markets.map((id) => usual.markets[id]!.symbol)).toEqual(['USDE/USDT', 'USDE/USDT']);
  });
});

describe('rails', () => {
  test('rails-open: no window and no congestion; checks and confirmations as before', () => {
    const { rails, chain } = scenarioWith('rails-open');
    expect([rails!.windows, chain!.congestion]).toEqual([[], []]);
    expect([rails!.check, rails!.confirm]).toEqual([base.rails!.check, base.rails!.confirm]);
    expect([base.rails!.windows.length, base.chain!.congestion.length]).toEqual([3, 2]);
  });

  test('halt-earlier: every window begins with the second post and ends when it did', () => {
    const post = base.news.find(({ id }) => id === 'second-post')!.from;
    const windows = scenarioWith('halt-earlier').rails!.windows;
    expect(windows).toEqual(base.rails!.windows.map((window) => ({ ...window, from: post })));
    expect(base.rails!.windows.every(({ from }) => from > post)).toBe(true);
  });
});

test('attack-90m: three sales on `a` that make 90M within a minute', () => {
  const trades = scenarioWith('attack-90m').planted!.trades!;
  expect(trades.reduce((sum, { size }) => sum + size, 0)).toBe(90e6);
  expect(new Set(trades.map(({ market, side }) => `${side} ${market}`))).toEqual(
    new Set(['sell a:USDE/USDT:spot']),
  );
  const times = trades.map(({ at }) => at);
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(60_000);
  // Whoever sells them has them, out of the same supply.
  const supply = (engine: Engine) => engine.onchain.issuers[0]!.supply;
  expect(supply(engineWith('attack-90m'))).toBe(supply(usual));
});

test('issuer-adl-exempt: no venue deleverages the issuer', () => {
  const exempt = ({ onchain, accounts }: Engine) =>
    (onchain.issuers as IssuerDesk[]).map(({ hedges }) =>
      hedges.map(({ account }) => accounts.adlExempt[account]),
    );
  const [hedges] = exempt(usual);
  expect(hedges).toContain(0);
  expect(hedges).not.toContain(1);
  expect(exempt(engineWith('issuer-adl-exempt'))).toEqual([hedges!.map(() => 1)]);
});

describe('margins', () => {
  test('higher-initial-margins: the same longs with more margin', () => {
    const engine = engineWith('higher-initial-margins');
    const longs = ({ crowds }: Engine) =>
      crowds.map(({ lots }) => lots.reduce((sum, one) => sum + Math.max(0, one), 0));
    const after = longs(engine);
    longs(usual).forEach((lots, i) => {
      expect(Math.abs(after[i]! / lots - 1)).toBeLessThan(0.01);
    });
    const margin = ({ crowds, ledger }: Engine) => {
      let atoms = 0;
      for (const crowd of crowds)
        for (let row = 0; row < crowd.count; row++)
          if (crowd.lots[row]! > 0) atoms += ledger.balance[crowd.margin[row]!]!;
      return atoms;
    };
    expect(margin(engine)).toBeGreaterThan(margin(usual));
    const { groups } = scenarioWith('higher-initial-margins').populations;
    const { majors, alts, trendLeverage } = groups.crowd as unknown as CrowdSchema.Spec;
    for (const curve of [majors, alts]) expect(curve[0]).toEqual([0.09, 0]);
    expect(trendLeverage.high).toBe(10);
  });

  test('isolated-margin: a pledged account holds one alt, a loan, and nothing else', () => {
    const kinds = (engine: Engine) => {
      const { accounts, assets, venues } = engine;
      const found: { held: number; perps: number }[] = [];
      for (let account = 0; account < accounts.count; account++) {
        if (!/^pledger\//.test(accounts.name[account]!)) continue;
        const held = assets.filter(
          (asset, id) => !asset.dollar && Accounts.balance(engine, account, id) > 0,
        ).length;
        const perps = venues[accounts.venue[account]!]!.perps.filter(
          (id) => accounts.lots[account * accounts.width + engine.markets[id]!.local] !== 0,
        ).length;
        found.push({ held, perps });
      }
      return found;
    };
    const after = kinds(engineWith('isolated-margin'));
    expect(after.length).toBe(kinds(usual).length);
    expect(after.length).toBeGreaterThan(5);
    expect(after.filter(({ held, perps }) => held !== 1 || perps !== 0)).toEqual([]);
    expect(kinds(usual).some(({ held, perps }) => held > 3 && perps > 0)).toBe(true);
  });
});
