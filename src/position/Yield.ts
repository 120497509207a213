import * as Holdings from './Holdings.js';

/** Dollars a year from one source; negative is paid. */
export interface Line {
  readonly source: Holdings.Source | 'funding' | 'borrowing' | 'fees';
  readonly asset: string;
  /** A year, as a fraction of what earns or costs it. */
  readonly rate: number;
  readonly usd: number;
}

export interface Income {
  readonly lines: readonly Line[];
  readonly netUsd: number;
  /** Net dollars a year over equity. */
  readonly apy: number;
  /** Borrow rate, and funding a year, at which nothing is left; null without a debt or a perp. */
  readonly breakEvenBorrow: number | null;
  readonly breakEvenFunding: number | null;
}

/** What opening and closing costs, spread over the time that the position is held. */
export interface Costs {
  /** Share of a trade. */
  readonly fee: number;
  readonly holdYears: number;
}

/** Where a position's yield comes from, a year at present prices and rates. */
export function assess(one: Holdings.Holdings, costs: Costs): Income {
  const prices = Holdings.now(one);
  const at = (asset: string) => prices.get(asset)!;
  const lines = [...earned(one), ...paid(one), ...fees(one, at, costs)];
  const netUsd = sum(lines);
  const debtUsd = one.owed.reduce((all, { units, usd }) => all + units * usd, 0);
  const longUsd = one.perps.reduce((all, { size, usd }) => all + size * usd, 0);
  return {
    lines,
    netUsd,
    apy: netUsd / Holdings.equity(one, at),
    breakEvenBorrow: debtUsd > 0 ? sum(lines.filter(({ source }) => source !== 'borrowing')) / debtUsd : null,
    breakEvenFunding:
      longUsd === 0 ? null : sum(lines.filter(({ source }) => source !== 'funding')) / longUsd,
  };
}

function earned({ held }: Holdings.Holdings): Line[] {
  return held.flatMap(({ asset, units, usd, yields }) =>
    yields.map(([source, rate]) => ({ source, asset, rate, usd: units * usd * rate })),
  );
}

/** Interest, and funding: a long pays where the rate is positive. */
function paid({ owed, perps }: Holdings.Holdings): Line[] {
  const interest = owed.map(
    ({ asset, units, usd, rate }): Line => ({
      source: 'borrowing',
      asset,
      rate: -rate,
      usd: -units * usd * rate,
    }),
  );
  const funding = perps.map(({ asset, size, usd, funding: rate }): Line => {
    const own = -Math.sign(size) * rate;
    return { source: 'funding', asset, rate: own, usd: Math.abs(size) * usd * own };
  });
  return [...interest, ...funding].filter(({ usd }) => usd !== 0);
}

/** Bought with borrowed money, or opened, and sold again. */
function fees(one: Holdings.Holdings, at: Holdings.Prices, { fee, holdYears }: Costs): Line[] {
  if (fee === 0) return [];
  const usd = (2 * fee * Holdings.exposure(one, at)) / holdYears;
  return [{ source: 'fees', asset: '', rate: (-2 * fee) / holdYears, usd: -usd }];
}

function sum(lines: readonly Line[]): number {
  return lines.reduce((all, { usd }) => all + usd, 0);
}
