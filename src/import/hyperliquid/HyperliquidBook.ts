import * as BookRows from '../BookRows.js';
import type { JsonImporter } from '../Importer.js';
import * as Json from '../Json.js';

/** Answer of `l2Book`: two lists of levels, bids first. */
export const importer: JsonImporter = {
  name: 'hyperliquid-book',
  about: 'Order book, as Hyperliquid answers l2Book (JSON).',
  kind: 'book',
  format: 'json',
  read: (doc) => {
    const levels = Json.at(doc.root, 'levels');
    const side = (index: number) =>
      Json.list(doc, Json.at(levels, index)).map((one) => ({
        price: Json.at(one, 'px'),
        size: Json.at(one, 'sz'),
      }));
    const timeMs = Json.has(doc.root, 'time') ? Json.instant(doc, Json.at(doc.root, 'time')) : undefined;
    return BookRows.draft(doc, {
      symbol: Json.word(doc, Json.at(doc.root, 'coin')),
      bids: side(0),
      asks: side(1),
      timeMs,
    });
  },
};
