import * as UnitText from '../format/UnitText.js';

/** A way to sell, or to buy back, what is open: the average price of a book now, or a depth that was stated. */
export interface Route {
  readonly place: string;
  readonly asset: string;
  readonly usd: number;
  /** Below the price now, a fraction; null where the book holds less. */
  readonly slippage: number | null;
  readonly fee: number;
}

export interface Wait {
  readonly what: string;
  readonly us: number;
}

/** What getting out now costs, and how long it takes. */
export interface Exit {
  readonly routes: readonly (Route & { readonly costUsd: number | null })[];
  /** All of it at the best route of each asset; null where a book is too thin. */
  readonly costUsd: number | null;
  readonly waits: readonly (Wait & { readonly text: string })[];
  readonly longestUs: number;
  /** Whether nothing was known: neither a book nor a stated depth. */
  readonly isUnknown: boolean;
}

/** The cheapest route of each asset, and every wait on the way. */
export function assess(routes: readonly Route[], waits: readonly Wait[]): Exit {
  const best = new Map<string, Route>();
  for (const one of routes) {
    const known = best.get(one.asset);
    if (known === undefined || cost(one) < cost(known)) best.set(one.asset, one);
  }
  const chosen = [...best.values()].map((one) => ({ ...one, costUsd: finite(cost(one)) }));
  const isThin = chosen.some(({ costUsd }) => costUsd === null);
  const total = chosen.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
  return {
    routes: chosen,
    costUsd: isThin || chosen.length === 0 ? null : total,
    waits: waits.map((one) => ({ ...one, text: UnitText.durationText(one.us) })),
    longestUs: waits.reduce((sum, { us }) => sum + us, 0),
    isUnknown: routes.length === 0,
  };
}

function cost({ usd, slippage, fee }: Route): number {
  return slippage === null ? Number.POSITIVE_INFINITY : usd * (slippage + fee);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** A flat book of so many dollars within one percent: selling takes the price down evenly, half of it on average. */
export function stated(asset: string, usd: number, depthUsd: number, fee: number): Route {
  const reach = (0.01 * usd) / depthUsd;
  return { place: 'a book of the stated depth', asset, usd, slippage: reach < 1 ? reach / 2 : null, fee };
}
