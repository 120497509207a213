import * as BookRows from '../BookRows.js';
import type { JsonImporter } from '../Importer.js';
import * as Json from '../Json.js';

/** Answer of ccxt `fetchOrderBook`: levels as [price, amount]; `timestamp` may be missing. */
export const importer: JsonImporter = {
  name: 'ccxt-book',
  about: 'Order book, as ccxt fetchOrderBook answers it (JSON).',
  kind: 'book',
  format: 'json',
  read: (doc, { symbol }) => {
    // Some exchanges add a third value to every level; in one level alone it is a decimal comma.
    const first = Json.has(Json.at(doc.root, 'bids'), 0) ? 'bids' : 'asks';
    const width = widthOf(Json.at(Json.at(doc.root, first), 0));
    const side = (name: string) =>
      Json.list(doc, Json.at(doc.root, name)).map((level) => {
        if (widthOf(level) !== width)
          Json.refuse(
            doc,
            level,
            `${widthOf(level)} values`,
            `${width}, as in the first level`,
            'fetch the book again',
          );
        return { price: Json.at(level, 0), size: Json.at(level, 1) };
      });
    const stated = Json.has(doc.root, 'symbol') ? Json.word(doc, Json.at(doc.root, 'symbol')) : symbol;
    const timeMs = Json.has(doc.root, 'timestamp')
      ? Json.instant(doc, Json.at(doc.root, 'timestamp'))
      : undefined;
    return BookRows.draft(doc, { symbol: stated, bids: side('bids'), asks: side('asks'), timeMs });
  },
};

function widthOf({ value }: Json.Node): number {
  return Array.isArray(value) ? value.length : 0;
}
