import type { JsonImporter } from '../Importer.js';
import * as Json from '../Json.js';

/** Answer of ccxt `fetchLeverageTiers`: a map of lists by symbol. It has no time of its own. */
export const importer: JsonImporter = {
  name: 'ccxt-tiers',
  about: 'Maintenance margin and leverage by size, as ccxt fetchLeverageTiers answers it (JSON).',
  kind: 'tiers',
  format: 'json',
  read: (doc) => {
    const rows = Json.entries(doc, doc.root).flatMap(([symbol, tiers]) => tiersOf(doc, symbol, tiers));
    const columns = ['symbol', 'floor', 'cap', 'maintenanceRate', 'maxLeverage'];
    return { facts: {}, columns, rows, clock: 'exchange' };
  },
};

function tiersOf(doc: Json.Document, symbol: string, tiers: Json.Node): string[] {
  let last = -1;
  return Json.list(doc, tiers).map((tier) => {
    const floor = Json.numeral(doc, Json.at(tier, 'minNotional'), { min: 0 });
    const cap = Json.has(tier, 'maxNotional')
      ? Json.numeral(doc, Json.at(tier, 'maxNotional'), { above: Number(floor) })
      : '';
    const rate = Json.numeral(doc, Json.at(tier, 'maintenanceMarginRate'), { above: 0, max: 1 });
    const leverage = Json.numeral(doc, Json.at(tier, 'maxLeverage'), { min: 1, max: 1000 });
    if (Number(floor) <= last)
      Json.refuse(
        doc,
        Json.at(tier, 'minNotional'),
        `a floor of ${floor} after ${last}`,
        'tiers from the smallest up, each once',
        'fetch the tiers again',
      );
    if (Number(rate) * Number(leverage) > 1)
      Json.refuse(
        doc,
        Json.at(tier, 'maxLeverage'),
        `leverage of ${leverage} at a maintenance rate of ${rate}`,
        `at most ${Math.floor(1 / Number(rate))}`,
        'check that the rate is a fraction and not a percentage',
      );
    last = Number(floor);
    return [symbol.replaceAll(',', ''), floor, cap, rate, leverage].join(',');
  });
}
