import { expect, test } from 'vitest';
import * as BlockFee from './BlockFee.js';

const GWEI = 1e9;
const BLOCK = 12e6;
const terms: BlockFee.Terms = {
  blockUs: BLOCK,
  targetGas: 15e6,
  limitGas: 30e6,
  minBaseFee: 1,
  floors: [{ fromUs: 100 * BLOCK, untilUs: 200 * BLOCK, wei: 300 * GWEI }],
  referenceFee: GWEI,
  elasticity: 0.5,
  tipScale: GWEI,
  patience: 0.8,
};
const bid = (maxGwei: number, tipGwei: number) => ({
  maxFee: maxGwei * GWEI,
  tip: tipGwei * GWEI,
  gas: 500_000,
});

test('the base fee moves by an eighth at a full and at an empty block, and by one wei at least when above target', () => {
  expect(BlockFee.nextBaseFee(100 * GWEI, 30e6, 15e6)).toBe(112.5 * GWEI);
  expect(BlockFee.nextBaseFee(100 * GWEI, 0, 15e6)).toBe(87.5 * GWEI);
  expect(BlockFee.nextBaseFee(100 * GWEI, 15e6, 15e6)).toBe(100 * GWEI);
  expect(BlockFee.nextBaseFee(7, 15e6 + 1, 15e6)).toBe(8);
  expect(BlockFee.nextBaseFee(7, 0, 15e6)).toBe(7);
  // 1_000_000_007 * 5e6 / 15e6 = 333_333_335.67, an eighth of that 41_666_666.9, both floored.
  expect(BlockFee.nextBaseFee(1_000_000_007, 20e6, 15e6)).toBe(1_041_666_673);
});

test('under lasting demand the fee rises to where demand meets the target', () => {
  const state = BlockFee.create(terms, GWEI, 0);
  expect(BlockFee.advance(state, { ...terms, patience: 0 }, 60e6, 99 * BLOCK)).toBe(99);
  // Half an elasticity: demand of four targets halves twice at sixteen times the reference.
  expect(state.baseFee / GWEI).toBeGreaterThan(14);
  expect(state.baseFee / GWEI).toBeLessThan(18);
});

test('no demand lets it fall to the minimum, however time is cut', () => {
  const once = BlockFee.create(terms, GWEI, 0);
  BlockFee.advance(once, terms, 20e6, 40 * BLOCK);
  const cut = BlockFee.create(terms, GWEI, 0);
  for (let i = 1; i <= 80; i++) BlockFee.advance(cut, terms, 20e6, (i * BLOCK) / 2);
  expect(cut).toEqual(once);
  BlockFee.advance(once, { ...terms, floors: [] }, 0, 400 * BLOCK);
  expect(once.baseFee).toBeLessThan(10);
});

test('a scripted floor holds while it lasts', () => {
  const state = BlockFee.create(terms, GWEI, 0);
  BlockFee.advance(state, terms, 0, 98 * BLOCK);
  expect(BlockFee.baseFee(state, terms)).toBeLessThan(GWEI);
  BlockFee.advance(state, terms, 0, 99 * BLOCK);
  expect(BlockFee.baseFee(state, terms)).toBe(300 * GWEI);
  BlockFee.advance(state, terms, 0, 199 * BLOCK);
  expect(BlockFee.baseFee(state, terms)).toBe(262.5 * GWEI);
});

test('in calm a transaction is in the next block', () => {
  const state = BlockFee.create(terms, GWEI, 5e6);
  expect(BlockFee.quote(state, terms, 15e6, bid(2, 0.1), 50)).toEqual({
    blocks: 1,
    readyUs: BLOCK,
    fee: 1.1 * GWEI,
    reason: 'none',
  });
});

test('a crowd delays low tips, a high base fee delays low limits, money buys the next block', () => {
  const state = BlockFee.create(terms, GWEI, 0);
  const before = structuredClone(state);
  const crowd = 120e6;
  const generous = BlockFee.quote(state, terms, crowd, bid(100, 3), 50);
  const stingy = BlockFee.quote(state, terms, crowd, bid(5000, 0.1), 50);
  const limited = BlockFee.quote(state, terms, crowd, bid(1.05, 0.1), 20);
  expect(generous.blocks).toBe(1);
  expect(stingy.blocks).toBeGreaterThan(5);
  expect(stingy.reason).toBe('tip');
  expect([limited.blocks, limited.fee, limited.reason]).toEqual([21, 0, 'fee']);
  expect(state).toEqual(before);
});

test('an expensive minute: half a million gas at 300 gwei', () => {
  expect(BlockFee.costUsd(500_000, 300 * GWEI, 4000)).toBeCloseTo(600, 9);
});
