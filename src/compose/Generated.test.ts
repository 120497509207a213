import { describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Streams from '../base/Streams.js';
import { InputError, type Issue } from '../format/InputError.js';
import * as Universe from '../opening/Universe.js';
import * as Advance from '../run/Advance.js';
import * as WorldAudit from '../run/WorldAudit.js';
import * as Load from './Load.js';

const library = Worlds.library();
const scenario = (name: string, ...sets: string[]) => Load.load(library, name, { sets, withs: [] }).scenario;
const universe = (name: string, ...sets: string[]) =>
  Universe.compose(scenario(name, ...sets), Streams.create(1));

function issues(...sets: string[]): readonly Issue[] {
  try {
    scenario('oct-2025-full', ...sets);
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  return [];
}

describe('a universe filled by a template', () => {
  const full = universe('oct-2025-full');
  const alts = full.assets.filter(({ spec }) => spec.class === 'alt');

  test('goes on where the listed alts end, up to the number stated', () => {
    expect(alts).toHaveLength(400);
    expect(alts.map(({ spec }) => spec.rank)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
    expect(alts.slice(29, 32).map(({ spec }) => spec.id)).toEqual(['LDO', 'ALT031', 'ALT032']);
    expect(alts.at(-1)!.spec.id).toBe('ALT400');
    expect(alts[399]!.openInterest / alts[0]!.openInterest).toBeCloseTo(400 ** -0.9, 9);
  });

  test('shares the same total by rank over any number of coins; stated sizes stand instead of shares', () => {
    const few = universe('oct-2025').assets.filter(({ spec }) => spec.class === 'alt');
    const mass = ({ spec }: (typeof alts)[number]) => spec.rank! ** -0.9;
    for (const coins of [few, alts]) {
      const total = coins.reduce((sum, coin) => sum + mass(coin), 0);
      for (const coin of coins)
        expect(coin.openInterest).toBeCloseTo(coin.spec.openInterest ?? (78e9 * mass(coin)) / total, 0);
      expect(coins.filter(({ spec }) => spec.openInterest !== undefined).map(({ spec }) => spec.id)).toEqual([
        'BNB',
        'TRX',
      ]);
    }
  });

  test('has prices evenly over the logarithms of their range, and decimals as listed coins of that price', () => {
    const made = alts.slice(30).map(({ spec }) => spec);
    const decades = [0, 0, 0];
    for (const { price } of made) decades[Math.floor(Math.log10(price) + 2)]!++;
    for (const count of decades) expect(Math.abs(count - 370 / 3)).toBeLessThan(3);
    for (const { price, decimals } of made) expect(decimals).toBe(price < 1 ? 2 : 4);
  });

  test('ends earlier when told so, and leaves alone what is listed', () => {
    expect(scenario('oct-2025-full', 'universe.alts=9').assets.at(-1)!.id).toBe('LPPT');
    const [made, listed] = [scenario('oct-2025-full'), scenario('oct-2025')].map(({ assets }) => assets);
    expect(made!.slice(0, listed!.length)).toEqual(listed);
  });
});

test('a world of generated coins runs and conserves, and twice the same', () => {
  const sets = ['universe.alts=32', 'populations.crowd.fuelRows=5', 'populations.pledgers.rows=20'];
  const after = () => {
    const world = Worlds.open('oct-2025-full', { sets });
    Advance.advance(world, 20e6, Number.POSITIVE_INFINITY);
    return world;
  };
  const world = after();
  expect(world.engine.markets.filter(({ symbol }) => symbol === 'ALT032/USDT')).toHaveLength(4);
  expect(WorldAudit.run(world.engine, [])).toEqual([]);
  expect(Worlds.digest(after())).toBe(Worlds.digest(world));
});

describe('mistakes are told with their remedy', () => {
  test.each([
    ['universe.generated.tiers=small', 'universe.generated.tiers', /"small"/, /small-alt/],
    ['universe.generated.prefix=alt', 'universe.generated.prefix', /"alt"/, /write/],
    ['universe.generated.price=1e-9', 'universe.generated.price', /1e-9/, /USD/],
    [
      'universe.generated.price=0.0001 USD',
      'universe.generated.price',
      /0\.0001 dollars/,
      /raise the low end/,
    ],
    [
      'universe.generated.prise=1 USD',
      'universe.generated.prise',
      /no "prise"/,
      /did you mean "universe.generated.price"/,
    ],
    ['universe.alts=100_000', 'universe.alts', /100_000/, /at most 1000/],
  ])('%s', (set, path, found, remedy) => {
    const [issue] = issues(set);
    expect(issue).toMatchObject({
      path,
      found: expect.stringMatching(found),
      remedy: expect.stringMatching(remedy),
    });
  });

  test('a symbol that is already there', () => {
    const text =
      'extends: oct-2025-full\nassets:\n  - { id: ALT031, class: dollar, price: 1 USD, decimals: 4, volatility: 0.1%, tiers: btcusdt, collateralWeight: 100% }\n';
    expect(() => Worlds.write(text)).toThrow('ALT031 a second time');
  });

  test('more alts than are listed, and no template', () => {
    expect(() => scenario('oct-2025', 'universe.alts=31')).toThrow('31 alts, of which 30 are listed');
  });
});
