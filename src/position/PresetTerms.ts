import type { Library } from '../format/Library.js';
import * as Source from '../format/Source.js';
import * as UnitText from '../format/UnitText.js';
import * as YamlTree from '../format/YamlTree.js';
import * as Tiers from '../mechanisms/margin/Tiers.js';
import type * as Terms from './Terms.js';

type Data = Readonly<Record<string, unknown>>;

/** Terms from the packaged presets: published values with their source and date. */
export function open(library: Library): Terms.Terms {
  return {
    scenario: undefined,
    price: () => undefined,
    isCash: () => false,
    weights: () => undefined,
    margin: (_, rules = 'unified-margin') => margin(library, rules),
    lending: () => undefined,
    limits: (preset) => limits(library, preset),
    tiers: (asset, table) => tiers(library, table ?? tableOf(library, asset)),
    dollarOf: () => undefined,
    venueOf: () => undefined,
    protocolOf: () => undefined,
    lists: () => false,
    names: (kind) => (kind === 'table' ? tables(library) : kind === 'rules' ? rules(library) : []),
  };
}

function preset(library: Library, name: string): { data: Data; source: string } | undefined {
  const text = library.read('presets', name);
  if (text === undefined) return undefined;
  const own = YamlTree.toData(Source.parse(`scenarios/presets/${name}.yaml`, text).root) as Data;
  // A preset may lie over another: its keys over those below.
  const below = typeof own.preset === 'string' ? preset(library, own.preset)?.data : undefined;
  const data = { ...below, ...own };
  return { data, source: `preset ${name}, as of ${String(data.asOf)}` };
}

function margin(library: Library, rules: string): Terms.Found<Terms.Margin> | undefined {
  const found = preset(library, rules);
  if (found?.data.thresholds === undefined) return undefined;
  const { thresholds, loanMaintenance, borrowRate, fees } = found.data as Record<string, Data & number>;
  return {
    source: found.source,
    value: {
      thresholds: thresholds as unknown as Terms.Margin['thresholds'],
      loanMaintenance: ratioOf(loanMaintenance),
      borrowRate: ratioOf(borrowRate),
      perpFee: ratioOf((fees as Data).perpTaker),
      spotFee: ratioOf((fees as Data).spotTaker),
    },
  };
}

function limits(library: Library, name: string): ReturnType<Terms.Terms['limits']> {
  const found = preset(library, name);
  if (found?.data.threshold === undefined) return undefined;
  const [ltv, threshold, bonus] = ['ltv', 'threshold', 'bonus'].map((key) => ratioOf(found.data[key]));
  return { source: found.source, value: { ltv: ltv!, threshold: threshold!, bonus: bonus! } };
}

function tiers(library: Library, table: string): Terms.Found<Tiers.Tiers> | undefined {
  const found = preset(library, 'leverage-tiers')?.data[table] as
    | { tiers: Tiers.Bracket[]; contract: string; asOf: string }
    | undefined;
  if (found?.tiers === undefined) return undefined;
  return {
    value: Tiers.fromBrackets(found.tiers),
    source: `table ${table}: ${found.contract}, as of ${found.asOf}`,
  };
}

/** The table that is named after an asset: its symbol, then that of a dollar. */
function tableOf(library: Library, asset: string): string {
  return tables(library).find((name) => name.startsWith(`${asset.toLowerCase()}usd`)) ?? '';
}

function tables(library: Library): string[] {
  const { source, asOf, ...rest } = preset(library, 'leverage-tiers')?.data ?? {};
  return Object.keys(rest);
}

/** Presets that are whole venues. */
function rules(library: Library): string[] {
  return library.names('presets').filter((name) => margin(library, name) !== undefined);
}

/** A fraction as a preset writes it. */
function ratioOf(value: unknown): number {
  return UnitText.ratio({ max: 10 }).parse(value);
}
