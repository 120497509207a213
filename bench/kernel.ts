import * as Streams from '../src/base/Streams.js';
import * as Kernel from '../src/kernel/Kernel.js';
import * as Phases from '../src/kernel/Phases.js';
import * as Ledger from '../src/ledger/Ledger.js';
import * as Fills from '../src/mechanisms/book/Fills.js';
import * as Ladder from '../src/mechanisms/book/Ladder.js';
import * as Order from '../src/mechanisms/book/Order.js';
import * as Orders from '../src/mechanisms/book/Orders.js';
import { type Benchmark, bytesOf } from './harness.js';

const AGENTS = 1_000_000;
const BOOKS = 1_000;
const MESSAGES = 10_000_000;
const WAKE = 0;
const VIEW = 1;
const ORDER = 2;
const CANCEL = 3;
const ACK = 4;
const TRADE = 5;
const KINDS = ['wakes', 'views', 'orders', 'cancels', 'acks', 'trades'] as const;
const LATENCY_US = 50_000;
/** Mean time from an acknowledgment to the next wake-up. */
const PAUSE_US = 60_000_000;
const START = 100_000;
const CASH = 1e9;
/** Initial margin and fee as shares of notional. */
const MARGIN = 0.05;
const FEE = 0.0004;

interface World {
  readonly kernel: Kernel.Kernel;
  readonly streams: Streams.Streams;
  readonly id: number;
  readonly orders: Orders.Orders;
  readonly books: readonly Ladder.Ladder[];
  readonly order: Order.Order;
  readonly fills: Fills.Fills;
  readonly ledger: Ledger.Ledger;
  /** Cells: agent a's cash is cell a. */
  readonly fees: number;
  readonly clearing: number;
  /** By agent: slot of the resting order, signed lots, and what they cost in ticks x lots. */
  readonly slot: Int32Array;
  readonly lots: Int32Array;
  readonly cost: Float64Array;
  readonly mark: Float64Array;
  readonly counts: Int32Array;
  refused: number;
}

export const benchmarks: Benchmark[] = [
  {
    name: 'kernel',
    what: 'a million agents on a thousand books, 10 million messages (wake, view, order, cancel, acknowledgment, trade), each fill settled in the ledger, each order margined',
    contenders: () => [{ name: 'kernel', operations: MESSAGES, passes: 3, prepare }],
  },
];

function prepare() {
  const world = create();
  const event: Kernel.Event = { kind: 0, target: 0, a: 0, b: 0, id: 0, cause: 0 };
  const play = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      Kernel.next(world.kernel, Number.POSITIVE_INFINITY, event);
      handle(world, event);
    }
  };
  const counts = () => ({
    ...Object.fromEntries(KINDS.map((name, kind) => [name, world.counts[kind]!])),
    refused: world.refused,
    postings: world.ledger.postings,
    'sum of dollars': Ledger.totals(world.ledger)[0]!,
    'MB resident': Math.round(process.memoryUsage().rss / 2 ** 20),
  });
  return { play, counts, bytes: () => ({ unit: 'agent', each: bytesOf(world) / AGENTS }) };
}

function create(): World {
  const streams = Streams.create(1);
  const ledger = Ledger.create(['USD']);
  for (let a = 0; a < AGENTS; a++) Ledger.open(ledger, a, 0);
  const world: World = {
    kernel: Kernel.create(),
    streams,
    id: Streams.open(streams, 'agents'),
    orders: Orders.create(1 << 16),
    books: Array.from({ length: BOOKS }, (_, id) => Ladder.create(id)),
    order: Order.create(),
    fills: Fills.create(),
    ledger,
    fees: Ledger.open(ledger, AGENTS, 0),
    clearing: Ledger.open(ledger, AGENTS + 1, 0, true),
    slot: new Int32Array(AGENTS).fill(-1),
    lots: new Int32Array(AGENTS),
    cost: new Float64Array(AGENTS),
    mark: new Float64Array(BOOKS).fill(START),
    counts: new Int32Array(KINDS.length),
    refused: 0,
  };
  for (let a = 0; a < AGENTS; a++) {
    Ledger.post(ledger, world.clearing, a, CASH);
    Kernel.schedule(world.kernel, pause(world), Phases.DECISIONS, Kernel.task(WAKE, a));
  }
  return world;
}

function pause(world: World): number {
  return Math.round(PAUSE_US * Streams.exponential(world.streams, world.id));
}

function handle(world: World, event: Kernel.Event): void {
  const { kernel } = world;
  const agent = event.target;
  world.counts[event.kind]! += 1;
  if (event.kind === WAKE) {
    Kernel.schedule(kernel, kernel.nowUs + LATENCY_US, Phases.DECISIONS, Kernel.task(VIEW, agent));
  } else if (event.kind === VIEW) decide(world, agent);
  else if (event.kind === ORDER) enter(world, agent, event.a, event.b);
  else if (event.kind === CANCEL) cancel(world, agent);
  else if (event.kind === ACK)
    Kernel.schedule(kernel, kernel.nowUs + pause(world), Phases.DECISIONS, Kernel.task(WAKE, agent));
}

/** Sees the touch; replaces its quote, and takes one time in ten. */
function decide(world: World, agent: number): void {
  const { kernel, streams, id } = world;
  const book = world.books[agent % BOOKS]!;
  const side =
    world.lots[agent]! > 0 ? Order.SELL : world.lots[agent]! < 0 ? Order.BUY : Math.floor(agent / BOOKS) & 1;
  const far = side === Order.BUY ? Ladder.bestAsk(book) : Ladder.bestBid(book);
  const touch = far < 0 ? world.mark[book.id]! : far;
  const away = Streams.below(streams, id, 10) === 0 ? -1 : Math.floor(Streams.pareto(streams, id, 0.6));
  const price = touch + (side === Order.BUY ? -1 : 1) * Math.min(20_000, away);
  const at = kernel.nowUs + LATENCY_US;
  if (world.slot[agent]! >= 0) Kernel.schedule(kernel, at, Phases.ORDERS, Kernel.task(CANCEL, agent));
  Kernel.schedule(kernel, at, Phases.ORDERS, Kernel.task(ORDER, agent, side, price));
}

function cancel(world: World, agent: number): void {
  const slot = world.slot[agent]!;
  if (slot < 0) return;
  Ladder.cancel(world.orders, world.books[agent % BOOKS]!, slot);
  world.slot[agent] = -1;
}

function enter(world: World, agent: number, side: number, price: number): void {
  const { kernel, order, fills } = world;
  const book = world.books[agent % BOOKS]!;
  order.account = agent;
  order.owner = agent;
  order.side = side;
  order.limit = price;
  order.lots = 1 + Streams.below(world.streams, world.id, 20);
  if (isMargined(world, agent, order.lots)) {
    Ladder.submit(world.orders, book, order, fills);
    if (fills.restedSlot >= 0) world.slot[agent] = fills.restedSlot;
    for (let row = 0; row < fills.count; row++) settle(world, agent, side, row);
    if (fills.count > 0) world.mark[book.id] = fills.price[fills.count - 1]!;
  } else world.refused += 1;
  Kernel.schedule(kernel, kernel.nowUs + LATENCY_US, Phases.DECISIONS, Kernel.task(ACK, agent));
}

/** Whether cash and unrealized profit cover the position with the order added. */
function isMargined(world: World, agent: number, lots: number): boolean {
  const mark = world.mark[agent % BOOKS]!;
  const held = world.lots[agent]!;
  const equity = world.ledger.balance[agent]! + held * mark - world.cost[agent]!;
  return equity >= MARGIN * (Math.abs(held) + lots) * mark;
}

function settle(world: World, taker: number, side: number, row: number): void {
  const { fills, kernel } = world;
  const maker = fills.makerOwner[row]!;
  const lots = side === Order.BUY ? fills.lots[row]! : -fills.lots[row]!;
  trade(world, taker, lots, fills.price[row]!);
  trade(world, maker, -lots, fills.price[row]!);
  if (fills.makerLeft[row] === 0) world.slot[maker] = -1;
  Kernel.schedule(kernel, kernel.nowUs + LATENCY_US, Phases.DECISIONS, Kernel.task(TRADE, maker));
}

/** Changes a position, pays the fee, and settles what was gained or lost when the position is closed. */
function trade(world: World, agent: number, lots: number, price: number): void {
  const { ledger, clearing } = world;
  Ledger.post(ledger, agent, world.fees, Math.ceil(FEE * Math.abs(lots) * price));
  world.lots[agent]! += lots;
  world.cost[agent]! += lots * price;
  if (world.lots[agent] !== 0) return;
  const cost = world.cost[agent]!;
  if (cost > 0) Ledger.post(ledger, agent, clearing, cost);
  else Ledger.post(ledger, clearing, agent, -cost);
  world.cost[agent] = 0;
}
