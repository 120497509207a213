import { describe, expect, test } from 'vitest';
import * as Load from '../src/compose/Load.js';
import * as Library from '../src/format/Library.js';
import type * as Maker from '../src/populations/makers/Maker.js';
import * as WorldAudit from '../src/run/WorldAudit.js';
import * as Accounts from '../src/state/Accounts.js';
import type { Crowd, Engine, Market } from '../src/state/Engine.js';
import * as Repository from './cast/Repository.js';
import * as Worlds from './cast/Worlds.js';

/* Every intervention is a file on top of the scenario: it must say what it is for, fit, and change what it claims to. */
const library = Worlds.library();
const all = library.names('interventions');
const isFor = (scenario: string) => (name: string) => Worlds.scenariosOf(name).includes(scenario);
const names = all.filter(isFor('oct-2025'));
const terraNames = all.filter(isFor('luna-2022'));
const base = Load.load(library, 'oct-2025', { sets: [], withs: [] });

/** Names in the first column of the interventions' table of the docs. */
function documented(): string[] {
  const text = Repository.text('docs/reference/interventions.md');
  const rows = text.match(/^\| `[a-z0-9-]+`/gm) ?? [];
  return rows.map((row) => row.slice(3, -1)).sort();
}

describe.each(names)('%s', (name) => {
  const loaded = Load.load(library, 'oct-2025', { sets: [], withs: [name] });

  test('composes, validates and is another scenario than the base', () => {
    expect(loaded.interventions).toEqual([name]);
    expect(loaded.digest).not.toBe(base.digest);
    expect(loaded.scenario).not.toEqual(base.scenario);
  });

  test('fits the reduction as well', () => {
    const lite = Load.load(library, 'oct-2025-lite', { sets: [], withs: [name] });
    expect(lite.digest).not.toBe(loaded.digest);
  });

  test('states its title, its story and what it does', () => {
    const [one] = Library.compose(library, 'oct-2025', { sets: [], withs: [name] }).interventions;
    expect(one!.title.length).toBeGreaterThan(5);
    expect(one!.story).toMatch(/^(sanity check|N\d+(, N\d+)*)$/);
    expect(one!.about.length).toBeGreaterThan(60);
  });
});

test('the documented interventions are the files', () => {
  expect(documented()).toEqual([...all].sort());
});

test.each(terraNames)('%s fits luna-2022, changes it, conserves at the open, and says what for', (name) => {
  const [plain, changed] = [[], [name]].map((withs) => Load.load(library, 'luna-2022', { sets: [], withs }));
  expect(changed!.digest).not.toBe(plain!.digest);
  expect(changed!.scenario).not.toEqual(plain!.scenario);
  const [one] = Library.compose(library, 'luna-2022', { sets: [], withs: [name] }).interventions;
  expect(one!.story).toMatch(/^(sanity check|X\d)$/);
  expect(one!.about.length).toBeGreaterThan(60);
  expect(WorldAudit.run(Worlds.open('luna-2022', { withs: [name] }).engine, [])).toEqual([]);
});

describe('what the switches do', () => {
  const sets = ['universe.alts=2', 'populations.crowd.fuelRows=10', 'populations.pledgers.rows=5'];
  const engineWith = (...withs: string[]) => Worlds.open('oct-2025-lite', { sets, withs }).engine;
  const scenarioWith = (name: string) => Load.load(library, 'oct-2025', { sets: [], withs: [name] }).scenario;
  const usual = engineWith();

  test.each(names)('%s: all that it gives out at the open fits the books exactly', (name) => {
    const { engine } = Worlds.open('oct-2025-lite', { withs: [name] });
    expect(WorldAudit.run(engine, [])).toEqual([]);
  });

  test('news-off: no impulse and no exogenous dollar', () => {
    const { news, exogenous } = scenarioWith('news-off');
    expect(news.length).toBeGreaterThan(0);
    expect(news.every(({ impulse }) => impulse === 0)).toBe(true);
    const flows = exogenous.flatMap(({ perMinute }) => Object.values(perMinute));
    expect(flows.length).toBeGreaterThan(0);
    expect(flows.every((usd) => usd === 0)).toBe(true);
  });

  test('leverage-off: at the open nobody owes, and nobody holds more perps than money', () => {
    const engine = engineWith('leverage-off');
    let carriers = 0;
    for (const one of margined(engine)) {
      if (one.grossUsd > 0) carriers++;
      expect([one.name, one.owedUsd, one.grossUsd <= one.ownUsd]).toEqual([one.name, 0, true]);
    }
    expect(carriers).toBeGreaterThan(100);
    // The same count finds the leverage of the base case.
    expect(margined(usual).some((one) => one.owedUsd > 0)).toBe(true);
    expect(margined(usual).some((one) => one.grossUsd > 5 * one.ownUsd)).toBe(true);
  });

  test('leverage-off: the longs and shorts it leaves are as large as before', () => {
    const interest = (engine: Engine) => engine.crowds.map((crowd) => openLots(crowd));
    const off = interest(engineWith('leverage-off'));
    interest(usual).forEach((lots, i) => {
      expect(Math.abs(off[i]! / lots - 1)).toBeLessThan(0.35);
    });
  });

  test('makers-hold: every desk of a maker is told to hold', () => {
    const { agents } = Worlds.open('oct-2025-lite', { sets, withs: ['makers-hold'] });
    const makers = agents.filter((agent) => agent.kind === 'maker');
    expect(makers.length).toBeGreaterThan(0);
    expect(makers.every((maker) => (maker as Maker.State).hold)).toBe(true);
  });

  test('adl-off, adl-pro-rata: the rule of every exchange with perps', () => {
    const rules = (name: string) =>
      engineWith(name)
        .venues.filter((venue) => venue.perps.length > 0)
        .map((venue) => venue.adl.policy.kind);
    expect(rules('adl-off')).toEqual(['none', 'none', 'none']);
    expect(rules('adl-pro-rata')).toEqual(['pro-rata', 'pro-rata', 'pro-rata']);
  });

  test('insurance-x10: ten times every pool', () => {
    const pools = engineWith('insurance-x10').pools.map((pool) => pool.startUsd);
    expect(pools).toEqual(usual.pools.map((pool) => 10 * pool.startUsd));
    for (const venue of scenarioWith('insurance-x10').venues) {
      const { insurance } = base.scenario.venues.find(({ id }) => id === venue.id)!;
      expect([venue.insurance.majors, venue.insurance.alts]).toEqual([
        10 * insurance.majors,
        10 * insurance.alts,
      ]);
    }
  });

  test('alt-collateral-off: equal dollars for the alts, net of loans, and the same positions', () => {
    const engine = engineWith('alt-collateral-off');
    const swapped = margined(engine).filter(({ name }) => /^(maker|pledger)\//.test(name));
    const before = margined(usual).filter(({ name }) => /^(maker|pledger)\//.test(name));
    expect(swapped.length).toBeGreaterThan(10);
    swapped.forEach((one, i) => {
      const { name, ownUsd, owedUsd, grossUsd } = before[i]!;
      expect([one.name, one.grossUsd]).toEqual([name, grossUsd]);
      expect((one.ownUsd - one.owedUsd) / (ownUsd - owedUsd)).toBeCloseTo(1, 6);
      expect(one.altUsd).toBe(0);
    });
    expect(before.every(({ name, altUsd }) => altUsd > 0 || /^maker\/[cd]/.test(name))).toBe(true);
  });

  test('redemption-index: what redeems counts at its redemption value on `a`, all else at its own book', () => {
    const { venues, assets } = engineWith('redemption-index');
    venues.forEach((venue, v) => {
      venue.collateral.forEach(({ policy }, asset) => {
        const before = usual.venues[v]!.collateral[asset]!.policy;
        // A weight of 0 is the own book.
        const redemptionWeight = assets[asset]!.redeemsTo >= 0 ? 1 : 0;
        const after = {
          kind: 'redemption-weighted',
          terms: { ...(before.terms as object), redemptionWeight },
        };
        expect(policy).toEqual(venue.id === 'a' ? after : before);
      });
    });
    // WBETH, BNSOL, USDE, and SUSDE, which no venue takes.
    expect(assets.filter((asset) => asset.redeemsTo >= 0).length).toBe(4);
  });

  test('price-range-rule: spot market orders on `a` and `b` stop at 10%', () => {
    const ranges = (engine: Engine) =>
      engine.venues.map(({ spots }) => new Set(spots.map((id) => engine.markets[id]!.bandPpm)));
    expect(ranges(usual)).toEqual([new Set([0]), new Set([0]), new Set(), new Set([0])]);
    const some = new Set([100_000]);
    expect(ranges(engineWith('price-range-rule'))).toEqual([some, some, new Set(), new Set([0])]);
  });
});

interface Sheet {
  readonly name: string;
  readonly ownUsd: number;
  readonly altUsd: number;
  readonly owedUsd: number;
  readonly grossUsd: number;
}

/** Opening balance sheets of all margin accounts and of the rows of every crowd, in dollars at opening prices. */
function margined(engine: Engine): Sheet[] {
  const { accounts, markets } = engine;
  const sheets: Sheet[] = [];
  for (let account = 0; account < accounts.count; account++) {
    if (accounts.kind[account] !== Accounts.MARGIN) continue;
    const sheet = { name: accounts.name[account]!, ownUsd: 0, altUsd: 0, owedUsd: 0, grossUsd: 0 };
    engine.assets.forEach((asset, id) => {
      const usd = (Accounts.balance(engine, account, id) / asset.unit) * asset.openUsd;
      sheet.ownUsd += usd;
      if (!asset.dollar && asset.redeemsTo < 0 && !MAJORS.includes(asset.symbol)) sheet.altUsd += usd;
      sheet.owedUsd += (Accounts.owed(engine, account, id) / asset.unit) * asset.openUsd;
    });
    for (const id of engine.venues[accounts.venue[account]!]!.perps) {
      const market = markets[id]!;
      const lots = accounts.lots[account * accounts.width + market.local]!;
      sheet.grossUsd += Math.abs(lots) * lotUsd(market);
    }
    sheets.push(sheet);
  }
  for (const crowd of engine.crowds) {
    const market = markets[crowd.market]!;
    for (let row = 0; row < crowd.count; row++) {
      const ownUsd = engine.ledger.balance[crowd.margin[row]!]! / engine.assets[market.quote]!.unit;
      const grossUsd = Math.abs(crowd.lots[row]!) * lotUsd(market);
      sheets.push({ name: `row ${row} of ${market.symbol}`, ownUsd, altUsd: 0, owedUsd: 0, grossUsd });
    }
  }
  return sheets;
}

const MAJORS = ['BTC', 'ETH', 'SOL'];

function lotUsd(market: Market): number {
  return market.lot * market.openTicks * market.tick;
}

function openLots(crowd: Crowd): number {
  return crowd.lots.reduce((sum, lots) => sum + Math.abs(lots), 0);
}
