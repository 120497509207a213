import type { AnyRow } from '../messages/Journal.js';
import * as Time from '../units/Time.js';

/**
 * The chain of causes from event `id` up to its root, effect first; empty when the journal has no such event.
 * Rows are read once, in rising order of id.
 */
export function trace(rows: Iterable<AnyRow>, id: number): AnyRow[] {
  const byId = new Map<number, AnyRow>();
  for (const row of rows) {
    if (row.id > id) break;
    byId.set(row.id, row);
  }
  const chain: AnyRow[] = [];
  let row = byId.get(id);
  while (row !== undefined) {
    chain.push(row);
    // A cause precedes its effect; a journal that says otherwise would loop here.
    row = row.cause < row.id ? byId.get(row.cause) : undefined;
  }
  return chain;
}

/** The same chain as text, root first, one event a line and the aggressors of each mark move below it; '' without any. */
export function traceText(rows: Iterable<AnyRow>, id: number, startMs: number): string {
  return trace(rows, id)
    .reverse()
    .map((row, depth) => eventText(row, depth, startMs))
    .join('');
}

/** One row in one line, and who pushed the price below it. */
export function eventText(row: AnyRow, depth: number, startMs: number): string {
  const place = [row.venue, row.market].filter((part) => part !== undefined).join(' ');
  const account = row.account === undefined ? '' : `account ${row.account}`;
  const usd = row.usd === undefined ? '' : dollars(row.usd);
  const words = [`#${row.id}`, clock(startMs, row.atUs), row.kind, place, account, usd, row.reason ?? ''];
  const indent = '  '.repeat(Math.min(depth, 20));
  return `${indent}${words.filter((word) => word !== '').join(' · ')}\n${pushesText(row, indent)}`;
}

function pushesText(row: AnyRow, indent: string): string {
  if (row.aggressors === undefined) return '';
  const lines = row.aggressors.map(({ origin, kind, share }) => {
    const source = origin === 0 ? kind : kind === 'journaled' ? `#${origin}` : `#${origin} ${kind}`;
    return `${indent}    pushed ${percent(share)} by ${source}\n`;
  });
  if ((row.remainder ?? 0) > 0) lines.push(`${indent}    pushed ${percent(row.remainder!)} by others\n`);
  return lines.join('');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function dollars(usd: number): string {
  return `$${Math.round(usd)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ' ')}`;
}

/** UTC, to the millisecond. */
function clock(startMs: number, us: number): string {
  const iso = Time.iso(startMs, us);
  const ms = String(Math.floor(us / 1000 + startMs) % 1000).padStart(3, '0');
  return `${iso.slice(0, 19).replace('T', ' ')}.${ms}`;
}
