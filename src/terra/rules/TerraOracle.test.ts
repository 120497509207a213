import { expect, test } from 'vitest';
import * as Price from '../../units/Price.js';
import * as TerraOracle from './TerraOracle.js';

const TERMS: TerraOracle.Terms = { periodBlocks: 5, readBlock: 1 };
const at = (usd: number) => TerraOracle.assess(usd, 1_340_000);

test('an SDR costs 1.34 dollars, so a LUNA is fewer of them, rounded down', () => {
  expect(at(80e12)).toEqual({ usd: 80e12, sdr: 59_701_492_537_313 });
  expect(at(20)).toEqual({ usd: 20, sdr: 14 });
  expect(at(0)).toEqual({ usd: 0, sdr: 0 });
  expect(Price.toTicksNearest(82.58, TerraOracle.STEP)).toBe(82_580_000_000_000);
  expect(Price.toTicksNearest(0.0000169, TerraOracle.STEP)).toBe(16_900_000);
});

test('a price is committed in one period, revealed in the next and in force after it: 9 to 13 blocks old', () => {
  expect(TerraOracle.lagBlocks(TERMS)).toEqual({ first: 9, last: 13 });
  const state = TerraOracle.create(at(1));
  const ages = new Set<number>();
  for (let height = 0; height < 200; height++) {
    // The price at height h is h + 2, so the rate in force tells when it was read.
    if (height >= 15) ages.add(height - (state.rates.usd - 2));
    TerraOracle.accrue(state, TERMS, height, at(height + 2));
  }
  expect([...ages].sort((a, b) => a - b)).toEqual([9, 10, 11, 12, 13]);
});

test('a period without any market price deletes the rate for one period, two periods later', () => {
  const state = TerraOracle.create(at(100));
  const inForce: number[] = [];
  for (let height = 0; height < 30; height++) {
    if (height % 5 === 0) inForce.push(state.rates.usd);
    TerraOracle.accrue(state, TERMS, height, at(Math.floor(height / 5) === 1 ? 0 : 100 + height));
  }
  // Read at 1, 11, 16: nothing at 6.
  expect(inForce).toEqual([100, 100, 101, 0, 111, 116]);
});

test('only the read block of a period matters', () => {
  const [one, other] = [TerraOracle.create(at(5)), TerraOracle.create(at(5))];
  for (let height = 0; height < 40; height++) {
    TerraOracle.accrue(one, TERMS, height, at(7));
    TerraOracle.accrue(other, TERMS, height, at(height % 5 === 1 ? 7 : 9999));
  }
  expect(one).toEqual(other);
  expect(one.rates.usd).toBe(7);
});
