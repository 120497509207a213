import * as Holdings from './Holdings.js';

/** What a position is at two prices at once. */
export interface PriceMap {
  readonly x: Axis;
  readonly y: Axis;
  /** By row of y, then by column of x. */
  readonly cells: readonly (readonly Cell[])[];
}

export interface Axis {
  readonly asset: string;
  /** Moves of the price, fractions. */
  readonly moves: readonly number[];
}

export interface Cell {
  readonly state: 'sound' | 'called' | 'liquidated' | 'bad debt';
  /** Equity over the equity now. */
  readonly left: number;
}

const WIDE = [0.5, 0.2, 0.1, 0, -0.05, -0.1, -0.15, -0.2, -0.25, -0.3, -0.4, -0.5, -0.7];
const PEG = [0.02, 0, -0.01, -0.02, -0.05, -0.1, -0.2, -0.35];

/** What is worth about a dollar is shown in the moves of a peg. */
function isDollar(usd: number): boolean {
  return usd > 0.8 && usd < 1.25;
}

/** The two prices that move the most dollars of it; undefined where there is one price alone. */
export function assess(one: Holdings.Holdings): PriceMap | undefined {
  const prices = Holdings.now(one);
  const [first, second] = ranked(one);
  if (first === undefined || second === undefined) return undefined;
  const axis = (asset: string): Axis => ({ asset, moves: isDollar(prices.get(asset)!) ? PEG : WIDE });
  const [x, y] = [axis(first), axis(second)];
  const equityUsd = Holdings.equity(one, (asset) => prices.get(asset)!);
  const cells = y.moves.map((up) =>
    x.moves.map((across): Cell => {
      const shocked = (asset: string) =>
        prices.get(asset)! * (asset === first ? 1 + across : asset === second ? 1 + up : 1);
      const standing = one.rule.assess(one, shocked);
      return { state: stateOf(standing), left: standing.equityUsd / equityUsd };
    }),
  );
  return { x, y, cells };
}

function stateOf({ isBad, isLiquidatable, isCalled }: Holdings.Standing): Cell['state'] {
  if (isBad) return 'bad debt';
  if (isLiquidatable) return 'liquidated';
  return isCalled ? 'called' : 'sound';
}

/** Assets by the dollars that hang on their price, the largest first. */
function ranked(one: Holdings.Holdings): string[] {
  const { held, owed, perps } = one;
  const moving = Holdings.moving(one);
  const all = new Map<string, number>();
  for (const { asset, units, usd } of [...held, ...owed, ...perps.map((p) => ({ ...p, units: p.size }))])
    all.set(asset, (all.get(asset) ?? 0) + Math.abs(units) * usd);
  return [...all]
    .filter(([asset]) => moving.includes(asset))
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([asset]) => asset);
}
