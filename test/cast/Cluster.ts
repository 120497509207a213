import { type ChildProcess, spawn } from 'node:child_process';
import * as Unwind from '../../src/index.js';
import * as Query from '../../src/study/Query.js';
import * as Store from '../../src/study/Store.js';
import * as Built from './Built.js';

/** A command that runs in a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  /** All that it said so far. */
  text(): string;
  /** Its exit code; null for one that was killed. */
  readonly ended: Promise<number | null>;
}

export function start(...args: string[]): Running {
  const child = spawn(process.execPath, [Built.main(), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (data) => (text += data));
  child.stderr.on('data', (data) => (text += data));
  const ended = new Promise<number | null>((settle) => child.once('exit', settle));
  return { child, ended, text: () => text };
}

/** Fails where the command fails. */
export async function run(...args: string[]): Promise<string> {
  const one = start(...args);
  const code = await one.ended;
  if (code !== 0) throw new Error(`unwind ${args.join(' ')} ended with ${code}:\n${one.text()}`);
  return one.text();
}

export async function until(happened: () => boolean | Promise<boolean>, limitMs = 60_000): Promise<void> {
  for (const startMs = performance.now(); performance.now() - startMs < limitMs; ) {
    if (await happened()) return;
    await sleep(50);
  }
  throw new Error('it did not happen');
}

export function sleep(ms: number): Promise<void> {
  return new Promise((settle) => setTimeout(settle, ms));
}

const ORDERS = {
  runs: 'point, seed',
  numbers: 'point, seed, name',
  minutes: 'point, seed, time, venue, symbol, kind',
  measures: 'point, seed, time, name',
  forced: 'point, seed, id',
};

/** Every table of a study that does not tell of the machine, as text, in one order. */
export async function tables(dir: string): Promise<Record<string, string>> {
  const store = await Store.open(Unwind, dir);
  const found: Record<string, string> = {};
  for (const [table, order] of Object.entries(ORDERS)) {
    const { names, rows } = await Query.ask(Unwind, store, `select * from ${table} order by ${order}`);
    found[table] = [names, ...rows].map((row) => row.join('|')).join('\n');
  }
  return found;
}
