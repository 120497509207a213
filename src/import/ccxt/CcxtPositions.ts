import type { JsonImporter } from '../Importer.js';
import * as Json from '../Json.js';

/** Answer of ccxt `fetchPositions`: contracts times their size are units of the base asset. */
export const importer: JsonImporter = {
  name: 'ccxt-positions',
  about: 'Open positions, as ccxt fetchPositions answers it (JSON).',
  kind: 'positions',
  format: 'json',
  read: (doc) => {
    const seen = new Set<string>();
    let timeMs: number | undefined;
    const rows = Json.list(doc, doc.root).map((one) => {
      if (Json.has(one, 'timestamp'))
        timeMs = Math.max(timeMs ?? 0, Json.instant(doc, Json.at(one, 'timestamp')) ?? 0);
      return rowOf(doc, one, seen);
    });
    const columns = ['symbol', 'side', 'size', 'entry', 'mode', 'leverage', 'margin', 'liquidation'];
    return { facts: {}, columns, rows, timeMs, clock: 'exchange' };
  },
};

function rowOf(doc: Json.Document, one: Json.Node, seen: Set<string>): string {
  const symbol = Json.word(doc, Json.at(one, 'symbol'));
  const side = Json.at(one, 'side');
  if (side.value !== 'long' && side.value !== 'short')
    Json.refuse(
      doc,
      side,
      JSON.stringify(side.value ?? null),
      '"long" or "short"',
      'leave closed positions out',
    );
  if (seen.has(`${symbol} ${String(side.value)}`))
    Json.refuse(
      doc,
      one,
      `${symbol} ${String(side.value)} again`,
      'each market and side once',
      'fetch the positions again',
    );
  seen.add(`${symbol} ${String(side.value)}`);
  const optional = (key: string, range: { min?: number; above?: number; max?: number }) =>
    Json.has(one, key) ? Json.numeral(doc, Json.at(one, key), range) : '';
  const contracts = Json.numeral(doc, Json.at(one, 'contracts'), { above: 0 });
  const each = Json.has(one, 'contractSize')
    ? Json.numeral(doc, Json.at(one, 'contractSize'), { above: 0 })
    : '1';
  const size =
    each === '1' || Number(each) === 1
      ? contracts
      : String(Number((Number(contracts) * Number(each)).toPrecision(15)));
  const entry = Json.numeral(doc, Json.at(one, 'entryPrice'), { above: 0 });
  const mode = Json.has(one, 'marginMode') ? Json.word(doc, Json.at(one, 'marginMode')) : '';
  const leverage = optional('leverage', { above: 0, max: 1000 });
  const margin = optional('collateral', { min: 0 });
  return [
    symbol,
    side.value,
    size,
    entry,
    mode,
    leverage,
    margin,
    optional('liquidationPrice', { min: 0 }),
  ].join(',');
}
