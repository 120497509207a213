import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
import type * as Call from '../../messages/Call.js';
import * as EventKind from '../../messages/EventKind.js';
import type { Engine } from '../../state/Engine.js';
import * as BlockSpace from './BlockSpace.js';

const GWEI = 1e9;
let engine: Engine;
let space: BlockSpace.BlockSpace;

beforeEach(() => {
  engine = Worlds.open('lending-liquidation', { sets: ['chain.patience=0%'] }).engine;
  space = engine.onchain.space!;
});

const call = (tip: number, maxFee = 1e6 * GWEI, atoms = 1): Call.Liquidate => ({
  op: 'liquidate',
  ...{ lending: 0, position: 0, account: 0, collateral: 0, debt: 1, atoms, isClaim: false, isBehind: true },
  bid: { maxFee, tip },
  origin: 0,
});

/** Makes the next block; returns the atoms of the calls in it, in the order in which they will be executed. */
function next(): number[] {
  engine.kernel.nowUs = (space.state.block + 1) * space.terms.blockUs;
  const before = engine.kernel.sequence;
  BlockSpace.advance(engine, space);
  const taken = engine.calls.rows.filter((row) => row !== undefined) as Call.Liquidate[];
  expect(engine.kernel.sequence - before).toBe(taken.length);
  engine.calls.rows.length = 0;
  return taken.map(({ atoms }) => atoms);
}

describe('a transaction', () => {
  test('is in the next block, the best tip first', () => {
    [1, 3, 2, 3].forEach((tip, i) => {
      BlockSpace.send(engine, space, call(tip * GWEI, undefined, i + 1));
    });
    expect(space.waiting).toHaveLength(4);
    expect(next()).toEqual([2, 4, 3, 1]);
    expect([space.waiting.length, space.sent, space.dropped]).toEqual([0, 4, 0]);
  });

  test('that fees have outrun waits, and is given up after 50 blocks', () => {
    const { fuel, gas } = space;
    BlockSpace.send(engine, space, call(0, Math.ceil(space.feeWei * 1.1)));
    space.state.baseFee *= 1e6;
    for (let block = 1; block < BlockSpace.HORIZON; block++) {
      space.state.baseFee = 1e6 * GWEI;
      expect(next()).toEqual([]);
    }
    expect(space.waiting).toHaveLength(1);
    space.state.baseFee = 1e6 * GWEI;
    next();
    expect([space.waiting.length, space.dropped, space.gasUsd]).toEqual([0, 1, 0]);
    expect(engine.tally.refused).toEqual({ 'transaction-fee': 1 });
    // One that waits until fees fall is executed then and pays what they are then.
    BlockSpace.send(engine, space, call(0, 2e6 * GWEI));
    space.state.baseFee = 3e6 * GWEI;
    expect(next()).toEqual([]);
    space.state.baseFee = 5 * GWEI;
    expect(next()).toEqual([1]);
    expect(space.gasUsd).toBeCloseTo(gas * 5e-9 * engine.feed.assetUsd[fuel]!, 9);
  });
});

test('a floor of the base fee that the scenario states for later is nobody’s knowledge', () => {
  const later = { fromUs: 5 * space.terms.blockUs, untilUs: 1e15, wei: 900 * GWEI };
  const terms = { ...space.terms, floors: [later], limitGas: 1 };
  const bare = { ...space, terms: { ...terms, floors: [] } };
  const wait = (one: BlockSpace.BlockSpace) => {
    engine.onchain = { ...engine.onchain, space: one };
    return BlockSpace.waitUs(engine, one.carries.indexOf(1));
  };
  const asked = { ...space, terms, carries: new Uint8Array(space.carries.length).fill(1) };
  expect(wait(asked)).toBe(wait({ ...bare, carries: asked.carries }));
  asked.state.block = 4;
  expect(BlockSpace.costUsd(engine, asked, 0)).toBeGreaterThan(0);
});

describe('a call behind a report', () => {
  beforeEach(() => {
    next();
  });

  test('is in the block of the report, the best tip first, or in none', () => {
    for (const tip of [2, 5, 3]) BlockSpace.follow(engine, space, call(tip * GWEI, undefined, tip));
    expect(BlockSpace.followers(space).map(({ atoms }) => atoms)).toEqual([5, 3, 2]);
    expect(BlockSpace.followers(space)).toEqual([]);
    BlockSpace.follow(engine, space, call(0, 1));
    expect([space.behind.length, space.waiting.length, space.dropped]).toEqual([0, 0, 1]);
  });

  test('is one event of the block, before its ordinary transactions', () => {
    const before = engine.kernel.sequence;
    BlockSpace.follow(engine, space, call(GWEI));
    BlockSpace.follow(engine, space, call(GWEI));
    expect(engine.kernel.sequence - before).toBe(1);
    const at = Array.from({ length: 1000 }, (_, slot) => engine.kernel.fields[slot * 6]);
    expect(at.filter((kind) => kind === EventKind.BEHIND)).toHaveLength(1);
  });
});
