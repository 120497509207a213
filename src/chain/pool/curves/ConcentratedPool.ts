import { z } from 'zod';
import * as Real from '../../../base/Real.js';
import * as Reference from '../../../format/Reference.js';
import * as Helpers from '../../../format/SchemaHelpers.js';
import * as UnitText from '../../../format/UnitText.js';
import * as Concentrated from '../../../mechanisms/amm/Concentrated.js';
import * as Maths from '../../../mechanisms/amm/ConcentratedMath.js';
import type * as Trade from '../../../mechanisms/amm/Trade.js';
import * as Bench from '../../../opening/Bench.js';
import * as Accounts from '../../../state/Accounts.js';
import type { Engine } from '../../../state/Engine.js';
import type { PoolView } from '../../../state/View.js';
import * as Amount from '../../../units/Amount.js';
import * as Rounding from '../../../units/Rounding.js';
import * as Whole from '../../../units/Whole.js';
import type { LiquidityPool } from '../LiquidityPool.js';
import * as PlainView from '../PlainView.js';
import * as PoolFields from '../PoolFields.js';
import type { Hands, PoolKind, Refuse } from '../PoolKind.js';

const Schema = z.strictObject({
  ...PoolFields.common(),
  curve: z.literal('concentrated'),
  /** Its two assets; prices of ranges are those of the first in the second. */
  coins: z.tuple([Reference.ref('asset'), Reference.ref('asset')]),
  /** Ticks of ranges are multiples of it: 1, 10, 60 and 200 where the fee is 0.01%, 0.05%, 0.3% and 1%. */
  tickSpacing: UnitText.count({ min: 1, max: 16_384 }),
  /** What providers have between two prices at the open, in dollars of both coins together. */
  ranges: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      from: UnitText.positive(),
      to: UnitText.positive(),
      usd: UnitText.usd(),
    }),
  ),
});

type Spec = z.infer<typeof Schema>;
type Span = Spec['ranges'][number];

/** A Uniswap v3 pool. */
export const KIND: PoolKind<Spec> = {
  schema: Schema,
  rule: Concentrated.RULE,
  coinsOf: ({ coins }) => coins,
  mistakes,
  open: ({ engine, universe }, { fee, tickSpacing }, coins) => {
    const [first, second] = coins.map((asset) => universe.assets[asset]!.spec.price);
    const decimals = decimalsOf(engine, coins);
    const rules = { feePpm: PoolFields.ppm(fee), tickSpacing };
    const price = (first! / second!) * scale(decimals);
    return { pool: Concentrated.create(decimals, rules, price), base: -1, meta: undefined };
  },
  fill: (bench, spec, self, part, hands) => {
    for (const span of spec.ranges) {
      const range = ticksOf(bench, spec, self, span);
      put(bench, self, { range, usd: span.usd, rows: part.rows }, part.account, hands);
    }
  },
  show,
};

function mistakes({ coins, ranges, tickSpacing }: Spec, _: unknown, at: Refuse): void {
  if (coins[0] === coins[1])
    at(['coins'], `"${coins[0]}" twice`, 'two coins', 'name the coin that it trades against');
  if (ranges.length === 0)
    at(['ranges'], 'no range', 'a range or more', 'state between which prices liquidity lies');
  ranges.forEach(({ from, to }, i) => {
    if (to / from < Real.exp(tickSpacing * LOG_TICK))
      at(['ranges', i, 'to'], `${to}`, `a price above ${from} by a tick spacing`, 'widen the range');
  });
}

/** Logarithm of 1.0001. */
const LOG_TICK = 0.00009999500033330834;

function decimalsOf({ assets }: Engine, coins: readonly number[]): [number, number] {
  return [assets[coins[0]!]!.decimals, assets[coins[1]!]!.decimals];
}

/** Atoms of the second coin per atom of the first at a price of one. */
function scale([first, second]: readonly [number, number]): number {
  return Amount.toUnits(1, first) / Amount.toUnits(1, second);
}

/** The range in ticks, outward to multiples of the spacing. The file's first coin may be the mechanism's second. */
function ticksOf(bench: Bench.Bench, spec: Spec, self: LiquidityPool, { from, to }: Span): Trade.Range {
  const isSame = bench.engine.assets[self.coins[0]!]!.symbol === spec.coins[0];
  const [low, high] = isSame ? [from, to] : [1 / to, 1 / from];
  const factor = scale(decimalsOf(bench.engine, self.coins));
  const places = (price: number) => Real.log(price * factor) / LOG_TICK / spec.tickSpacing;
  const bounded = (place: number) => {
    const most = Whole.down(Maths.MAX_TICK / spec.tickSpacing);
    return Math.max(-most, Math.min(most, place)) * spec.tickSpacing;
  };
  return { lower: bounded(Rounding.down(places(low))), upper: bounded(Rounding.up(places(high))) };
}

/** What so many like providers put between two ticks together, in dollars of both coins. */
type Stake = { readonly range: Trade.Range; readonly usd: number; readonly rows: number };

/** Gives a provider both coins in the proportion of the range, worth its part at opening prices, and puts them in. */
function put(
  bench: Bench.Bench,
  self: LiquidityPool,
  { range, usd, rows }: Stake,
  account: number,
  hands: Hands,
): void {
  const { engine } = bench;
  const root = (self.pool as Concentrated.State).moving.root;
  const inside = [Maths.rootAt(range.lower), Maths.rootAt(range.upper), root].map(
    (one) => Number(one) / 2 ** 96,
  );
  const [low, high, at] = inside as [number, number, number];
  const here = Math.max(low, Math.min(high, at));
  const perLiquidity = [1 / here - 1 / high, here - low];
  const decimals = decimalsOf(engine, self.coins);
  const usdOf = (k: number) => Amount.toUnits(1, decimals[k]!) * self.openUsd[k]!;
  const value = perLiquidity.reduce((sum, atoms, k) => sum + atoms * usdOf(k), 0);
  const amounts = self.coins.map((asset, k) => {
    const had = Accounts.balance(engine, account, asset);
    const atoms = Rounding.up((perLiquidity[k]! * usd) / rows / value);
    Bench.fund(bench, account, asset, Amount.toUnits(atoms, decimals[k]!));
    return Accounts.balance(engine, account, asset) - had;
  });
  hands.provide(engine, self, account, amounts, range);
}

/** Providers hold positions: what they take out is in parts per million of all they have here. */
function show(engine: Engine, self: LiquidityPool): PoolView {
  const pool = self.pool as Concentrated.State;
  return {
    ...PlainView.of(engine, self, Concentrated.RULE),
    shares: (account) => (Concentrated.holds(pool, account) ? Concentrated.WHOLE : 0),
  };
}
