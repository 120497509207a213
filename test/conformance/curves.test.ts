import { expect, test } from 'vitest';
import * as Registry from '../../src/chain/pool/Registry.js';
import * as Concentrated from '../../src/mechanisms/amm/Concentrated.js';
import * as ConstantProduct from '../../src/mechanisms/amm/ConstantProduct.js';
import * as StableSwap from '../../src/mechanisms/amm/StableSwap.js';
import * as AmmPool from '../cast/AmmPools.js';
import * as Repository from '../cast/Repository.js';
import { type CurveFamily, conformsToCurve } from './curve.js';

const PLACE = { owner: 7, lower: -6000, upper: 6000 };

/** Seven to three of two dollars at 4 decimals. */
function stable(rules: Partial<StableSwap.Rules> = {}): AmmPool.Pool {
  const pool = StableSwap.create({
    decimals: [4, 4],
    shareDecimals: 4,
    amplification: 200,
    rounding: 'ng',
    feePpm: 100,
    offPegPpm: 5_000_000,
    adminFeePpm: 500_000,
    ...rules,
  });
  AmmPool.applyChange(pool, AmmPool.planAdd(pool, [70e10, 30e10]));
  return pool;
}

function pair(): AmmPool.Pool {
  const pool = ConstantProduct.create([8, 4], 6);
  AmmPool.applyChange(pool, AmmPool.planAdd(pool, [1000e8, 4_000_000e4]));
  return pool;
}

/** Around a price of one, in two ranges of one owner. */
function ranges(): AmmPool.Pool {
  const pool = Concentrated.create([4, 4], { feePpm: 500, tickSpacing: 10 }, 1);
  AmmPool.applyChange(pool, AmmPool.planAdd(pool, [50e10, 50e10], PLACE));
  const near = { ...PLACE, lower: -100, upper: 100 };
  AmmPool.applyChange(pool, AmmPool.planAdd(pool, [5e10, 5e10], near));
  return pool;
}

const FAMILIES: Readonly<Record<string, CurveFamily>> = {
  concentrated: { make: ranges, place: PLACE },
  'constant-product': { make: pair },
  metapool: { make: () => stable({ rounding: 'legacy-100', amplification: 100, offPegPpm: 0 }) },
  'stable-swap': { make: stable },
};

test('every curve of the registry is tested', () => {
  expect(Object.keys(FAMILIES)).toEqual(Object.keys(Registry.KINDS));
});

for (const [name, family] of Object.entries(FAMILIES)) conformsToCurve(name, family);

test('a curve is one file of curves/ and one line of the registry: nobody else names it', () => {
  const registry = Repository.text('src/chain/pool/Registry.ts');
  const own = /^src\/(mechanisms\/amm|chain\/pool\/(curves|Registry))/;
  const others = Repository.files().filter((path) => /^src\/.*\.ts$/.test(path) && !own.test(path));
  for (const name of Object.keys(Registry.KINDS)) {
    const lines = registry.split('\n').filter((line) => line.trim().match(`^'?${name}'?: `));
    expect(lines.length).toBe(1);
    expect(others.filter((path) => Repository.text(path).includes(`'${name}'`))).toEqual([]);
  }
});
