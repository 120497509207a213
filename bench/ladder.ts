import * as Fills from '../src/mechanisms/book/Fills.js';
import * as Ladder from '../src/mechanisms/book/Ladder.js';
import * as Order from '../src/mechanisms/book/Order.js';
import * as Orders from '../src/mechanisms/book/Orders.js';
import * as Flow from './flow.js';

/** The engine's books fed as the exchange feeds them: an order is named by its owner, who holds its slot. */
export interface Player extends Flow.Work {
  readonly orders: Orders.Orders;
  readonly books: readonly Ladder.Ladder[];
  readonly order: Order.Order;
  readonly fills: Fills.Fills;
  /** Slot by id, -1 when the order is gone. */
  readonly slots: Int32Array;
}

export function create(books: number, ids: number): Player {
  return {
    orders: Orders.create(1 << 10),
    books: Array.from({ length: books }, (_, id) => Ladder.create(id)),
    order: Order.create(),
    fills: Fills.create(),
    slots: new Int32Array(ids).fill(-1),
    trades: 0,
    filled: 0,
    late: 0,
  };
}

/** Plays messages `from` to `to` - 1. */
export function play(player: Player, flow: Flow.Flow, from: number, to: number): void {
  const { orders, books, slots } = player;
  const { words } = flow;
  for (let i = from; i < to; i++) {
    const at = i * Flow.WORDS;
    const head = words[at]!;
    const id = words[at + 1]!;
    const book = books[words[at + 2]!]!;
    if ((head & 3) !== Flow.NEW) {
      const slot = slots[id]!;
      if (slot < 0) {
        player.late++;
        continue;
      }
      Ladder.cancel(orders, book, slot);
      slots[id] = -1;
      if ((head & 3) === Flow.CANCEL) continue;
    }
    submit(player, book, head, id, words[at + 3]!, words[at + 4]!);
  }
}

function submit(
  player: Player,
  book: Ladder.Ladder,
  head: number,
  id: number,
  price: number,
  lots: number,
): void {
  const { order, fills, slots } = player;
  order.account = id;
  order.owner = id;
  order.side = (head >> 2) & 1;
  order.limit = price;
  order.lots = lots;
  order.timeInForce = head >> 3;
  Ladder.submit(player.orders, book, order, fills);
  if (fills.restedSlot >= 0) slots[id] = fills.restedSlot;
  for (let row = 0; row < fills.count; row++)
    if (fills.makerLeft[row] === 0) slots[fills.makerOwner[row]!] = -1;
  player.trades += fills.count;
  player.filled += fills.filledLots;
}
