import type { Draft } from './Importer.js';
import * as Json from './Json.js';
import * as Steps from './Steps.js';

interface Level {
  readonly price: Json.Node;
  readonly size: Json.Node;
}

interface Sides {
  readonly symbol: string | undefined;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  readonly timeMs: number | undefined;
}

/** Rows of a book: bids from the best down, asks from the best up. Its grid is the finest step that its numbers show. */
export function draft(doc: Json.Document, { symbol, bids, asks, timeMs }: Sides): Draft {
  const bid = rows(doc, 'bid', bids);
  const ask = rows(doc, 'ask', asks);
  if (bids.length === 0 && asks.length === 0)
    Json.refuse(doc, doc.root, 'a book without a level', 'bids or asks', 'fetch the book again');
  if (bid.best >= ask.best)
    Json.refuse(
      doc,
      asks[0]!.price,
      `an ask at ${ask.best} below the bid at ${bid.best}`,
      'a bid below the ask',
      'fetch the book again: it is crossed',
    );
  const facts = {
    symbol: symbol ?? '',
    tick: Steps.finest([...bid.prices, ...ask.prices]),
    lot: Steps.finest([...bid.sizes, ...ask.sizes]),
  };
  if (symbol === undefined)
    Json.refuse(
      doc,
      Json.at(doc.root, 'symbol'),
      'no symbol',
      'the market of the book',
      'write --symbol BTC/USDT',
    );
  return {
    facts,
    columns: ['side', 'price', 'size'],
    rows: [...bid.rows, ...ask.rows],
    timeMs,
    clock: 'exchange',
  };
}

function rows(doc: Json.Document, side: 'bid' | 'ask', levels: readonly Level[]) {
  const found = {
    rows: [] as string[],
    prices: [] as string[],
    sizes: [] as string[],
    best: side === 'bid' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
  };
  let last = found.best === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  levels.forEach(({ price, size }, i) => {
    const [at, held] = [Json.numeral(doc, price, { above: 0 }), Json.numeral(doc, size, { min: 0 })];
    if (at === '' || held === '') return;
    const value = Number(at);
    if (value === last)
      Json.refuse(doc, price, `the price ${at} again`, 'each price once a side', 'fetch the book again');
    else if (side === 'bid' ? value > last : value < last)
      Json.refuse(
        doc,
        price,
        `${at} after ${last}`,
        side === 'bid' ? 'bids from the best down' : 'asks from the best up',
        'fetch the book again',
      );
    last = value;
    if (i === 0) found.best = value;
    if (Number(held) === 0) return;
    found.rows.push(`${side},${at},${held}`);
    found.prices.push(at);
    found.sizes.push(held);
  });
  return found;
}
