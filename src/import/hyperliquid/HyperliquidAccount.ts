import type { JsonImporter } from '../Importer.js';
import * as Json from '../Json.js';

/** Answer of `clearinghouseState`: sizes are signed units, numbers are texts. */
export const importer: JsonImporter = {
  name: 'hyperliquid-account',
  about: 'An account, as Hyperliquid answers clearinghouseState (JSON).',
  kind: 'positions',
  format: 'json',
  read: (doc) => {
    const seen = new Set<string>();
    const rows = Json.list(doc, Json.at(doc.root, 'assetPositions')).map((one) =>
      rowOf(doc, Json.at(one, 'position'), seen),
    );
    const value = Json.numeral(doc, Json.at(Json.at(doc.root, 'crossMarginSummary'), 'accountValue'));
    const timeMs = Json.has(doc.root, 'time') ? Json.instant(doc, Json.at(doc.root, 'time')) : undefined;
    const columns = ['symbol', 'side', 'size', 'entry', 'mode', 'leverage', 'margin', 'liquidation'];
    return { facts: { accountValue: value }, columns, rows, timeMs, clock: 'exchange' };
  },
};

function rowOf(doc: Json.Document, one: Json.Node, seen: Set<string>): string {
  const coin = Json.word(doc, Json.at(one, 'coin'));
  if (seen.has(coin))
    Json.refuse(doc, Json.at(one, 'coin'), `${coin} again`, 'each coin once', 'fetch the account again');
  seen.add(coin);
  const size = Json.numeral(doc, Json.at(one, 'szi'));
  if (Number(size) === 0)
    Json.refuse(doc, Json.at(one, 'szi'), 'a size of zero', 'an open position', 'fetch the account again');
  const entry = Json.numeral(doc, Json.at(one, 'entryPx'), { above: 0 });
  const leverage = Json.at(one, 'leverage');
  const mode = Json.word(doc, Json.at(leverage, 'type'));
  const times = Json.numeral(doc, Json.at(leverage, 'value'), { min: 1, max: 1000 });
  const margin = Json.numeral(doc, Json.at(one, 'marginUsed'), { min: 0 });
  const line = Json.has(one, 'liquidationPx')
    ? Json.numeral(doc, Json.at(one, 'liquidationPx'), { min: 0 })
    : '';
  return [
    coin,
    size.startsWith('-') ? 'short' : 'long',
    size.replace('-', ''),
    entry,
    mode,
    times,
    margin,
    line,
  ].join(',');
}
