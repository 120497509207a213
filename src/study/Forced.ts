/** Journaled events that somebody was forced into, or that stopped others. Marks, swaps and transfers are not kept. */
const KINDS = new Set([
  'margin-call',
  'margin-call-sale',
  'liquidation',
  'liquidation-order',
  'takeover',
  'adl',
  'bad-debt',
  'loop-unwind',
  'lending-breach',
  'lending-liquidation',
  'anchor-liquidation',
  'redemption',
  'terra-swap',
  'redeem-refused',
  'issuer-halt',
  'issuer-resume',
  'issuer-loss',
  'issuer-hole',
  'rail-halt',
  'chain-halt',
  'chain-restart',
  'delisting',
]);

/** Columns after point and seed; `line` is the journal's line, whole. */
export const TYPES = {
  id: 'INT32',
  cause: 'INT32',
  time: 'TIMESTAMP',
  atUs: 'DOUBLE',
  kind: 'STRING',
  place: 'STRING',
  market: 'STRING',
  account: 'STRING',
  accounts: 'DOUBLE',
  side: 'STRING',
  usd: 'DOUBLE',
  line: 'STRING',
} as const;

const KIND_COLUMN = Object.keys(TYPES).indexOf('kind');
const KIND = /"kind":"([^"]+)"/;

/** Rows of the forced events among journal lines. */
export function rows(lines: readonly string[], startMs: number): unknown[][] {
  const found: unknown[][] = [];
  for (const line of lines) {
    // Most lines are marks: their kind is read before they are parsed.
    if (!KINDS.has(KIND.exec(line)?.[1] ?? '')) continue;
    const row = JSON.parse(line) as Record<string, unknown>;
    const atUs = row.atUs as number;
    const { id, cause, kind, account, accounts, side } = row;
    const place = row.venue ?? row.protocol ?? row.issuer ?? row.chain;
    const market = row.market ?? row.collateral ?? row.asset;
    const usd = row.usd ?? row.seizedUsd;
    const who = account === undefined ? null : String(account);
    const at = new Date(startMs + Math.floor(atUs / 1000));
    found.push([id, cause, at, atUs, kind, place, market, who, accounts, side, usd, line].map(orNull));
  }
  return found;
}

/** Whether a row of a kind is among them; of kinds that are kept. */
export function has(found: readonly (readonly unknown[])[], kind: string): boolean {
  return found.some((row) => row[KIND_COLUMN] === kind);
}

function orNull(value: unknown): unknown {
  return value ?? null;
}
