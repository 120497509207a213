import { OrderBook, Side } from 'nodejs-order-book';
import * as Flow from './flow.js';

/** The order book of the npm package nodejs-order-book, fed the same messages. */
export interface Player extends Flow.Work {
  readonly books: readonly OrderBook[];
  /** Ids as the text it wants, made before the clock starts; it is twice as fast when they do not look like integers. */
  readonly names: readonly string[];
}

const SIDES = [Side.BUY, Side.SELL] as const;
/** The package does not export the enumeration that it asks for. */
type TimeInForce = NonNullable<Parameters<OrderBook['limit']>[0]['timeInForce']>;
const TIMES = ['GTC', 'IOC'] as unknown as readonly TimeInForce[];

export function create(books: number, ids: number): Player {
  return {
    books: Array.from({ length: books }, () => new OrderBook()),
    names: Array.from({ length: ids }, (_, id) => `o${id}`),
    trades: 0,
    filled: 0,
    late: 0,
  };
}

/** Plays messages `from` to `to` - 1. */
export function play(player: Player, flow: Flow.Flow, from: number, to: number): void {
  const { words } = flow;
  for (let i = from; i < to; i++) {
    const at = i * Flow.WORDS;
    const head = words[at]!;
    const name = player.names[words[at + 1]!]!;
    const book = player.books[words[at + 2]!]!;
    if ((head & 3) !== Flow.NEW) {
      if (book.cancel(name) === undefined) {
        player.late++;
        continue;
      }
      if ((head & 3) === Flow.CANCEL) continue;
    }
    submit(player, book, head, name, words[at + 3]!, words[at + 4]!);
  }
}

function submit(
  player: Player,
  book: OrderBook,
  head: number,
  id: string,
  price: number,
  size: number,
): void {
  const result = book.limit({
    id,
    side: SIDES[(head >> 2) & 1]!,
    price,
    size,
    timeInForce: TIMES[head >> 3]!,
  });
  for (const order of result.done) if (order.id !== id) player.trades++;
  if (result.partial !== null && result.partial.id !== id) player.trades++;
  player.filled += size - result.quantityLeft;
}
