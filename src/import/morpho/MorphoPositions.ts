import * as ChainTime from '../ChainTime.js';
import type { JsonImporter } from '../Importer.js';
import * as Json from '../Json.js';
import * as Ledgered from '../Ledgered.js';

/** Positions of one market, as the public API answers `marketPositions`: amounts in atoms. */
export const importer: JsonImporter = {
  name: 'morpho-positions',
  about: 'Positions of a Morpho market: the API’s { data: { marketPositions: { items } } } (JSON).',
  kind: 'loans',
  format: 'json',
  read: (doc) => {
    const book = Ledgered.open();
    const facts: Record<string, string | number> = {};
    const items = Json.at(Json.at(Json.at(doc.root, 'data'), 'marketPositions'), 'items');
    for (const one of Json.list(doc, items)) take(doc, book, one, facts);
    return Ledgered.draft(book, facts, ChainTime.of(doc, doc.root));
  },
};

function take(
  doc: Json.Document,
  book: Ledgered.Ledgered,
  one: Json.Node,
  facts: Record<string, string | number>,
): void {
  const user = Json.at(Json.at(one, 'user'), 'address');
  const id = Json.word(doc, user);
  const market = Json.at(one, 'market');
  const key = Json.word(doc, Json.at(market, 'uniqueKey'));
  if (facts.market !== undefined && facts.market !== key)
    Json.refuse(
      doc,
      Json.at(market, 'uniqueKey'),
      `the market ${key} after ${facts.market}`,
      'positions of one market',
      'import each market apart',
    );
  facts.market = key;
  const state = Json.at(one, 'state');
  for (const [side, field, asset] of [
    ['collateral', 'collateral', 'collateralAsset'],
    ['debt', 'borrowAssets', 'loanAsset'],
  ] as const) {
    const of = Json.at(market, asset);
    const symbol = ChainTime.symbol(Json.word(doc, Json.at(of, 'symbol')));
    const decimals = Json.number(doc, Json.at(of, 'decimals'), { min: 0, max: 36, isWhole: true });
    if (Json.has(of, 'priceUsd'))
      facts[`price.${symbol}`] = Json.number(doc, Json.at(of, 'priceUsd'), { above: 0, max: 1e9 });
    const atoms = Json.numeral(doc, Json.at(state, field), { min: 0, max: 1e60 });
    if (atoms === '' || Number.isNaN(decimals) || Number(atoms) === 0) continue;
    if (!Ledgered.add(book, id, '', { asset: symbol, side, units: ChainTime.units(atoms, decimals) }))
      Json.refuse(doc, user, `${id} again`, 'each user once', 'fetch the positions again');
  }
}
