import * as ChainTime from '../ChainTime.js';
import type { JsonImporter } from '../Importer.js';
import * as Json from '../Json.js';

const BPS = { min: 0, max: 10_000, isWhole: true };
const RAY = 1e27;

/** Reserves as the public helpers of the protocol format them: ratios in basis points, rates in rays, prices in dollars. */
export const importer: JsonImporter = {
  name: 'aave-reserves',
  about: 'Reserves of Aave v3: { blockNumber, timestamp, reserves: [...] } (JSON).',
  kind: 'reserves',
  format: 'json',
  read: (doc) => {
    const seen = new Set<string>();
    const rows = Json.list(doc, Json.at(doc.root, 'reserves')).map((one) => rowOf(doc, one, seen));
    const columns =
      'asset price decimals ltv threshold bonus reserveFactor supplyCap borrowCap borrowable kink base below above'.split(
        ' ',
      );
    return { facts: {}, columns, rows, ...ChainTime.of(doc, doc.root) };
  },
};

function rowOf(doc: Json.Document, one: Json.Node, seen: Set<string>): string {
  const name = Json.at(one, 'symbol');
  const asset = ChainTime.symbol(Json.word(doc, name));
  if (seen.has(asset))
    Json.refuse(doc, name, `${asset} again`, 'each asset once', 'fetch the reserves again');
  seen.add(asset);
  const bps = (key: string, range = BPS) => Json.number(doc, Json.at(one, key), range);
  const [ltv, threshold] = [bps('baseLTVasCollateral'), bps('reserveLiquidationThreshold')];
  const bonus = bps('reserveLiquidationBonus', { min: 0, max: 20_000, isWhole: true });
  if (ltv > threshold)
    Json.refuse(
      doc,
      Json.at(one, 'baseLTVasCollateral'),
      `an LTV of ${ltv} above the threshold of ${threshold}`,
      `at most ${threshold}`,
      'check that the two are not exchanged',
    );
  if (threshold > 0 && threshold * Math.max(bonus, 10_000) > 1e8)
    Json.refuse(
      doc,
      Json.at(one, 'reserveLiquidationBonus'),
      `a bonus of ${bonus} at a threshold of ${threshold}`,
      'less than the whole collateral',
      'use basis points of the whole, such as 10500',
    );
  const rate = (key: string, max: number) =>
    Json.number(doc, Json.at(one, key), { min: 0, max: max * RAY }) / RAY;
  const borrowable = Json.at(one, 'borrowingEnabled');
  if (typeof borrowable.value !== 'boolean')
    Json.refuse(
      doc,
      borrowable,
      JSON.stringify(borrowable.value ?? null),
      'true or false',
      'fetch the reserves again',
    );
  return [
    asset,
    Json.numeral(doc, Json.at(one, 'priceInUSD'), { above: 0, max: 1e9 }),
    Json.numeral(doc, Json.at(one, 'decimals'), { min: 0, max: 36, isWhole: true }),
    ltv / 1e4,
    threshold / 1e4,
    Math.max(0, bonus - 10_000) / 1e4,
    bps('reserveFactor') / 1e4,
    Json.numeral(doc, Json.at(one, 'supplyCap'), { min: 0 }),
    Json.numeral(doc, Json.at(one, 'borrowCap'), { min: 0 }),
    String(borrowable.value),
    rate('optimalUsageRatio', 1),
    rate('baseVariableBorrowRate', 10),
    rate('variableRateSlope1', 10),
    rate('variableRateSlope2', 100),
  ].join(',');
}
