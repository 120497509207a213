import * as ChainTime from '../ChainTime.js';
import type { JsonImporter } from '../Importer.js';
import * as Json from '../Json.js';

const WAD = 1e18;

/** Markets as the public API answers `markets`: lines in wads, amounts in atoms. */
export const importer: JsonImporter = {
  name: 'morpho-markets',
  about: 'Markets of Morpho Blue: the API’s { data: { markets: { items } } } (JSON).',
  kind: 'markets',
  format: 'json',
  read: (doc) => {
    const seen = new Set<string>();
    const items = Json.at(Json.at(Json.at(doc.root, 'data'), 'markets'), 'items');
    const rows = Json.list(doc, items).map((one) => rowOf(doc, one, seen));
    const columns = ['market', 'collateral', 'loan', 'lltv', 'supplied', 'borrowed'];
    return { facts: {}, columns, rows, ...ChainTime.of(doc, doc.root) };
  },
};

function rowOf(doc: Json.Document, one: Json.Node, seen: Set<string>): string {
  const key = Json.word(doc, Json.at(one, 'uniqueKey'));
  if (seen.has(key))
    Json.refuse(
      doc,
      Json.at(one, 'uniqueKey'),
      `${key} again`,
      'each market once',
      'fetch the markets again',
    );
  seen.add(key);
  const loan = Json.at(one, 'loanAsset');
  const decimals = Json.number(doc, Json.at(loan, 'decimals'), { min: 0, max: 36, isWhole: true });
  const amount = (field: string) =>
    Json.numeral(doc, Json.at(Json.at(one, 'state'), field), { min: 0, max: 1e60 });
  const [supplied, borrowed] = [amount('supplyAssets'), amount('borrowAssets')];
  if (Number(borrowed) > Number(supplied))
    Json.refuse(
      doc,
      Json.at(Json.at(one, 'state'), 'borrowAssets'),
      `${borrowed} lent of ${supplied}`,
      'no more than is supplied',
      'check that the two are not exchanged',
    );
  const line = Json.number(doc, Json.at(one, 'lltv'), { above: 0, max: WAD });
  const symbol = (node: Json.Node) => ChainTime.symbol(Json.word(doc, Json.at(node, 'symbol')));
  const units = (atoms: string) =>
    Number.isNaN(decimals) || atoms === '' ? '' : ChainTime.units(atoms, decimals);
  return [
    key,
    symbol(Json.at(one, 'collateralAsset')),
    symbol(loan),
    line / WAD,
    units(supplied),
    units(borrowed),
  ].join(',');
}
