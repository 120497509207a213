import * as Ladder from '../mechanisms/book/Ladder.js';
import type { Engine, Market } from '../state/Engine.js';
import type { Column, Producer } from './Producer.js';

/** Distances from the mid at which depth is read, basis points. */
const DISTANCES = [1, 2, 5, 10, 20, 50, 100];

/**
 * Books that the scenario asks to be watched: spread in basis points of the mid, and the mean of bid and ask dollars
 * within each distance of it, at the end of each minute.
 */
export const producer: Producer = { key: 'books', levels };

function levels({ markets, venues }: Engine): Column[] {
  return markets
    .filter(({ watched }) => watched)
    .flatMap((market) => {
      const [base, quote] = market.symbol.split('/');
      return columns(market, `${venues[market.venue]!.id}/${base}/${quote}/${market.perp ? 'perp' : 'spot'}`);
    });
}

function columns(market: Market, name: string): Column[] {
  const bid = Ladder.bestBid(market.book);
  const ask = Ladder.bestAsk(market.book);
  const mid = (bid + ask) / 2;
  const isTwoSided = bid > 0 && ask > 0;
  return [
    [`spreadBp/${name}`, isTwoSided ? (1e4 * (ask - bid)) / mid : Number.NaN],
    ...DISTANCES.map(
      (bp): Column => [`depth${bp}bp/${name}`, isTwoSided ? depthUsd(market, mid, bp / 1e4) : Number.NaN],
    ),
  ];
}

function depthUsd({ book, tick, lot }: Market, mid: number, within: number): number {
  const bids = Ladder.depth(book, 0, Math.max(1, Math.ceil(mid * (1 - within))));
  const asks = Ladder.depth(book, 1, Math.floor(mid * (1 + within)));
  return ((bids + asks) / 2) * tick * lot;
}
