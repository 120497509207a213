import { describe, expect, test } from 'vitest';
import * as Streams from '../../src/base/Streams.js';
import * as Concentrated from '../../src/mechanisms/amm/Concentrated.js';
import * as Maths from '../../src/mechanisms/amm/ConcentratedMath.js';
import * as AmmPool from '../cast/AmmPools.js';
import * as Uniswap from './UniswapV3.js';

/*
 * Random sequences of deposits, withdrawals and swaps on the engine's pool and on the published contract of Uniswap v3:
 * after each the amounts, the price, the tick, the liquidity and the fees per liquidity are the same integers.
 */
const ACTIONS = Number(process.env.LETTER ?? 1000);
const SPACING = 60;
const OWNERS = 5;

/** A price of 1 in atoms, the same root on both sides. */
const empty = () => Concentrated.create([6, 6], { feePpm: 3000, tickSpacing: SPACING }, 1);
const referee = await Uniswap.open(empty().moving.root);

/** What each side did, as text that names the first difference. */
type Outcome = { readonly amounts: readonly string[]; readonly state: Uniswap.Standing };

function stateOf({ moving }: Concentrated.State): Uniswap.Standing {
  const { root, tick, liquidity, growth } = moving;
  return { root, tick, liquidity, growth };
}

describe.skipIf(referee === undefined)('against the contract of Uniswap v3', () => {
  test(`${ACTIONS} random actions leave the same integers behind`, async () => {
    const streams = Streams.create(42);
    const stream = Streams.open(streams, 'uniswap');
    const unit = () => Streams.unit(streams, stream);
    const within = (from: number, to: number) => from + Math.floor(unit() * (to - from + 1));
    const sized = (digits: number) => Math.ceil(10 ** (unit() * digits));
    const pool = empty();
    const done = { add: 0, remove: 0, swap: 0, crossed: 0, dry: 0 };

    const add = async (): Promise<Outcome | undefined> => {
      const near = Math.max(-20_000, Math.min(20_000, pool.moving.tick));
      const middle = Math.floor(near / SPACING);
      const isFar = unit() < 0.1;
      const lower = (middle - within(isFar ? 2000 : -3, isFar ? 9000 : 40)) * SPACING;
      const upper = lower + within(1, isFar ? 12_000 : 60) * SPACING;
      const owner = within(1, OWNERS);
      const change = AmmPool.planAdd(pool, [sized(11), sized(11)], { owner, lower, upper });
      if (change.refusal) return undefined;
      const of = (state: Concentrated.State['moving']) =>
        state.positions.find((one) => one.owner === owner && one.lower === lower && one.upper === upper)
          ?.liquidity ?? 0n;
      const liquidity = of(change.after as Concentrated.State['moving']) - of(pool.moving);
      AmmPool.applyChange(pool, change);
      done.add++;
      const paid = await Uniswap.mint(referee!, owner, [lower, upper], liquidity);
      expect(change.amounts.map(String)).toEqual(paid!.map(String));
      return { amounts: change.amounts.map(String), state: stateOf(pool) };
    };

    const remove = async (): Promise<Outcome | undefined> => {
      const owner = within(1, OWNERS);
      const shares = unit() < 0.4 ? Concentrated.WHOLE : within(1, Concentrated.WHOLE);
      const mine = pool.moving.positions.filter((one) => one.owner === owner);
      const change = AmmPool.planRemove(pool, shares, undefined, owner);
      if (mine.length === 0 || change.refusal) return undefined;
      let paid: Uniswap.Pair = [0n, 0n];
      for (const one of mine) {
        const part = (one.liquidity * BigInt(shares)) / BigInt(Concentrated.WHOLE);
        const out = await Uniswap.remove(referee!, owner, [one.lower, one.upper], part);
        paid = [paid[0] + out![0], paid[1] + out![1]];
      }
      AmmPool.applyChange(pool, change);
      done.remove++;
      expect(change.amounts.map((atoms) => String(0 - atoms))).toEqual(paid.map(String));
      return { amounts: change.amounts.map(String), state: stateOf(pool) };
    };

    const swap = async (): Promise<Outcome | undefined> => {
      // Far away it comes back: a pool that stays dry proves nothing.
      const { tick } = pool.moving;
      const isDown = Math.abs(tick) > 20_000 ? tick > 0 : unit() < 0.5;
      const atoms = sized(unit() < 0.03 ? 14 : 10);
      const planned = AmmPool.plan(pool, isDown ? 0 : 1, isDown ? 1 : 0, atoms);
      if (planned.refusal) return undefined;
      const ticks = pool.moving.ticks.length;
      const limit = isDown ? Maths.MIN_ROOT + 1n : Maths.MAX_ROOT - 1n;
      const before = pool.moving.liquidity;
      AmmPool.apply(pool, planned);
      done.swap++;
      if (ticks > 0 && pool.moving.liquidity !== before) done.crossed++;
      if (planned.paid < atoms) done.dry++;
      const moved = await Uniswap.swap(referee!, isDown, BigInt(atoms), limit);
      const [paid, out] = isDown ? [moved![0], moved![1]] : [moved![1], moved![0]];
      expect([planned.paid, planned.received].map(String)).toEqual([String(paid), String(-out)]);
      return { amounts: [String(planned.paid)], state: stateOf(pool) };
    };

    let tried = 0;
    for (let count = 0; count < ACTIONS; ) {
      if (++tried > 20 * ACTIONS) throw new Error('nearly everything is refused');
      const choice = unit();
      const isEmpty = pool.moving.positions.length < 3;
      const outcome = await (isEmpty || choice < 0.22 ? add() : choice < 0.35 ? remove() : swap());
      if (!outcome) continue;
      count++;
      expect(outcome.state).toEqual(await Uniswap.standing(referee!));
    }
    // A sequence that never crosses a tick or never runs dry would prove little.
    expect(Math.min(done.add, done.remove, done.swap, done.crossed)).toBeGreaterThan(ACTIONS / 20);
    expect(done.dry).toBeGreaterThan(0);
  }, 36_000_000);
});
