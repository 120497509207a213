import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as Flow from './flow.js';

/** Prices and quantities of the exchange times this are integers. */
const PRICE_SCALE = 100;
const LOT_SCALE = 1_000;

interface Reading {
  readonly flow: Flow.Flow;
  /** Live id by `side * 2^32 + price`, one resting order a level: the feed does not tell orders apart. */
  readonly levels: Map<number, number>;
}

/** Whether a folder holds what `read` wants; none is no reason to fail. */
export function isThere(folder: string | undefined): folder is string {
  if (folder === undefined) return false;
  try {
    return files(folder).length > 0;
  } catch {
    return false;
  }
}

/**
 * Binance depth streams as kept by hftbacktest (gzipped lines `<local ns> <json>`), one book a file: a level that is set
 * is a new order, a replacement or a cancel, a trade is an immediate-or-cancel order at its price.
 */
export function read(folder: string): Flow.Flow {
  const all = files(folder);
  const flow = Flow.create(4_000_000, all.length);
  all.forEach((file, book) => {
    const reading = { flow, levels: new Map<number, number>() };
    const text = gunzipSync(readFileSync(join(folder, file))).toString();
    for (const line of text.split('\n')) readLine(reading, book, line);
  });
  return flow;
}

function files(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^(spot|usdm)_.*\.jsonl\.gz$/.test(name))
    .sort();
}

function readLine(reading: Reading, book: number, line: string): void {
  if (!line.includes('"depthUpdate"') && !line.includes('"e":"trade"')) return;
  const { data } = JSON.parse(line.slice(line.indexOf(' ') + 1));
  if (data.e === 'trade') {
    const { flow } = reading;
    const side = data.m ? 1 : 0;
    Flow.push(flow, Flow.NEW, side, 1, flow.ids++, book, scaled(data.p, PRICE_SCALE), lotsOf(data.q));
    return;
  }
  const changes = [...data.b.map(change(0)), ...data.a.map(change(1))];
  // Emptied levels first: what moved in would else trade with what has moved out.
  for (const { side, price, lots } of changes) if (lots === 0) clear(reading, book, side, price);
  for (const { side, price, lots } of changes) if (lots > 0) set(reading, book, side, price, lots);
}

function change(side: number) {
  return ([price, quantity]: [string, string]) => ({
    side,
    price: scaled(price, PRICE_SCALE),
    lots: Number(quantity) === 0 ? 0 : lotsOf(quantity),
  });
}

function clear({ flow, levels }: Reading, book: number, side: number, price: number): void {
  const id = levels.get(side * 2 ** 32 + price);
  if (id === undefined) return;
  levels.delete(side * 2 ** 32 + price);
  Flow.push(flow, Flow.CANCEL, side, 0, id, book, price, 0);
}

/** A level whose order has executed meanwhile is added anew, under a new id: replacing it would come too late. */
function set({ flow, levels }: Reading, book: number, side: number, price: number, lots: number): void {
  const old = levels.get(side * 2 ** 32 + price);
  if (old !== undefined) Flow.push(flow, Flow.CANCEL, side, 0, old, book, price, 0);
  const id = flow.ids++;
  levels.set(side * 2 ** 32 + price, id);
  Flow.push(flow, Flow.NEW, side, 0, id, book, price, lots);
}

function scaled(text: string, scale: number): number {
  return Math.round(Number(text) * scale);
}

/** At least one lot: spot quantities are finer than a lot here. */
function lotsOf(quantity: string): number {
  return Math.max(1, scaled(quantity, LOT_SCALE));
}
