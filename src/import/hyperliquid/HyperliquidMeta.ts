import type { JsonImporter } from '../Importer.js';
import * as Json from '../Json.js';

/** Answer of `meta`: markets with their lot and margin table. Tables of fewer than 50 states are leverage itself. */
export const importer: JsonImporter = {
  name: 'hyperliquid-meta',
  about: 'Markets and margin tables, as Hyperliquid answers meta (JSON).',
  kind: 'tiers',
  format: 'json',
  read: (doc) => {
    const tables = new Map<number, Json.Node>();
    if (Json.has(doc.root, 'marginTables'))
      for (const pair of Json.list(doc, Json.at(doc.root, 'marginTables')))
        tables.set(
          Json.number(doc, Json.at(pair, 0), { min: 0, isWhole: true }),
          Json.at(Json.at(pair, 1), 'marginTiers'),
        );
    const seen = new Set<string>();
    const rows = Json.list(doc, Json.at(doc.root, 'universe')).flatMap((one) =>
      market(doc, one, tables, seen),
    );
    const columns = ['symbol', 'floor', 'cap', 'maintenanceRate', 'maxLeverage'];
    return { facts: {}, columns, rows, clock: 'exchange' };
  },
};

/** Maintenance is half of the initial margin at the tier's leverage. */
function market(
  doc: Json.Document,
  one: Json.Node,
  tables: ReadonlyMap<number, Json.Node>,
  seen: Set<string>,
): string[] {
  const name = Json.word(doc, Json.at(one, 'name'));
  if (seen.has(name))
    Json.refuse(doc, Json.at(one, 'name'), `${name} again`, 'each market once', 'fetch meta again');
  seen.add(name);
  const own = Json.at(one, 'maxLeverage');
  const most = Json.number(doc, own, { min: 1, max: 1000 });
  const table = Json.has(one, 'marginTableId')
    ? tables.get(Number(Json.at(one, 'marginTableId').value))
    : undefined;
  const tiers =
    table === undefined
      ? [{ floor: '0', leverage: most }]
      : Json.list(doc, table).map((tier) => ({
          floor: Json.numeral(doc, Json.at(tier, 'lowerBound'), { min: 0 }),
          leverage: Json.number(doc, Json.at(tier, 'maxLeverage'), { min: 1, max: 1000 }),
        }));
  return tiers.map(({ floor, leverage }, i) =>
    [name, floor, tiers[i + 1]?.floor ?? '', 1 / (2 * leverage), leverage].join(','),
  );
}
