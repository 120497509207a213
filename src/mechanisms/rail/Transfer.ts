/**
 * Models:     how long money takes into, out of and within a venue, and when it does not move at all.
 * Source:     own; venues publish confirmations per asset, their checks and halts are observed, not documented.
 * Units:      atoms of the asset, times in microseconds, deviations as fractions.
 * Simplified: a transfer is planned from what holds when it is asked; the caller asks again at `readyUs`, so a halt
 *             that begins on the way is noticed at arrival.
 * Invariants: none
 */
import * as Rounding from '../../units/Rounding.js';

export type Direction = 'deposit' | 'withdrawal' | 'internal';

/** Of one venue and asset. */
export type Route = {
  /** The venue's check of a withdrawal, and its crediting of a confirmed deposit. */
  readonly checkUs: number;
  readonly creditUs: number;
  /** Blocks a deposit must be deep, and the time of one. */
  readonly confirmations: number;
  readonly blockUs: number;
  /** Between accounts or wallets of the venue. */
  readonly internalUs: number;
  /** Until a hot wallet is filled again. */
  readonly walletRefillUs: number;
};

/** An interference of the scenario; venue and asset -1 mean all. */
export type Window = {
  readonly venue: number;
  readonly asset: number;
  readonly direction: Direction | 'all';
  readonly fromUs: number;
  readonly untilUs: number;
  /** 'halt', or a factor (> 1) on the venue's own times. */
  readonly effect: 'halt' | number;
};

/** The venue's own rule: it halts an asset whose price strays from other venues, until it is back for `holdUs`. */
export type HaltRule =
  | { readonly kind: 'never' }
  | { readonly kind: 'deviation'; readonly above: number; readonly back: number; readonly holdUs: number };

export type Terms = {
  readonly assets: number;
  /** By venue * assets + asset. */
  readonly routes: readonly Route[];
  readonly windows: readonly Window[];
  readonly rules: readonly HaltRule[];
};

/** When the venue's own halt ends, by route; 0 for none. */
export type State = { readonly haltedUntilUs: Float64Array };

export type Request = {
  readonly venue: number;
  readonly asset: number;
  readonly direction: Direction;
  readonly atoms: number;
  /** Wait for the block that takes the transaction (see Chain.quote); 0 for internal ones. */
  readonly chainUs: number;
};

/** What an asset costs on a venue and elsewhere, in dollars. */
export type Prices = {
  readonly venue: number;
  readonly asset: number;
  readonly own: number;
  readonly others: number;
};

export type Reason = 'open' | 'slow' | 'scenario-halt' | 'own-halt' | 'hot-wallet';

/** `readyUs`: when the money is there, or for a blocked transfer the earliest time worth asking again. */
export type Plan = { readonly isBlocked: boolean; readonly readyUs: number; readonly reason: Reason };

export function create(terms: Terms): State {
  return { haltedUntilUs: new Float64Array(terms.routes.length) };
}

/** Plans a transfer. `hotWallet`: atoms the venue can send at once. */
export function plan(state: State, terms: Terms, request: Request, hotWallet: number, nowUs: number): Plan {
  const row = rowOf(terms, request.venue, request.asset);
  const route = terms.routes[row]!;
  const halt = interference(terms.windows, request, nowUs);
  if (halt.haltUntilUs > nowUs)
    return { isBlocked: true, readyUs: halt.haltUntilUs, reason: 'scenario-halt' };
  const ownUntilUs = state.haltedUntilUs[row]!;
  if (request.direction !== 'internal' && ownUntilUs > nowUs)
    return { isBlocked: true, readyUs: ownUntilUs, reason: 'own-halt' };
  if (request.direction === 'withdrawal' && request.atoms > hotWallet)
    return { isBlocked: true, readyUs: nowUs + route.walletRefillUs, reason: 'hot-wallet' };
  const readyUs = nowUs + Rounding.nearest(duration(route, request, halt.factor));
  return { isBlocked: false, readyUs, reason: halt.factor > 1 ? 'slow' : 'open' };
}

/** Applies the venue's rule to its own price and that of others; true while its halt holds. */
export function observe(
  state: State,
  terms: Terms,
  { venue, asset, own, others }: Prices,
  nowUs: number,
): boolean {
  const row = rowOf(terms, venue, asset);
  const rule = terms.rules[row]!;
  if (rule.kind === 'never') return false;
  const deviation = Math.abs(own / others - 1);
  const isHalted = state.haltedUntilUs[row]! > nowUs;
  if (deviation > (isHalted ? rule.back : rule.above)) state.haltedUntilUs[row] = nowUs + rule.holdUs;
  return state.haltedUntilUs[row]! > nowUs;
}

/** The chain's part is never slowed by a venue. */
function duration(route: Route, { direction, chainUs }: Request, factor: number): number {
  switch (direction) {
    case 'internal':
      return route.internalUs * factor;
    case 'withdrawal':
      return route.checkUs * factor + chainUs;
    case 'deposit':
      return chainUs + route.confirmations * route.blockUs + route.creditUs * factor;
  }
}

/** End of the halts in force (0 for none), joined where one begins before another ends, and the largest slowdown. */
function interference(
  windows: readonly Window[],
  request: Request,
  nowUs: number,
): { haltUntilUs: number; factor: number } {
  let haltUntilUs = 0;
  let factor = 1;
  let isLonger = true;
  while (isLonger) {
    isLonger = false;
    for (const w of windows) {
      if (!concerns(w, request) || w.effect !== 'halt' || w.untilUs <= haltUntilUs) continue;
      if (w.fromUs > Math.max(nowUs, haltUntilUs) || w.untilUs <= nowUs) continue;
      haltUntilUs = w.untilUs;
      isLonger = true;
    }
  }
  for (const w of windows)
    if (concerns(w, request) && w.effect !== 'halt' && w.fromUs <= nowUs && nowUs < w.untilUs)
      factor = Math.max(factor, w.effect);
  return { haltUntilUs, factor };
}

function concerns(w: Window, request: Request): boolean {
  const isVenue = w.venue === -1 || w.venue === request.venue;
  const isAsset = w.asset === -1 || w.asset === request.asset;
  return isVenue && isAsset && (w.direction === 'all' || w.direction === request.direction);
}

function rowOf(terms: Terms, venue: number, asset: number): number {
  return venue * terms.assets + asset;
}
