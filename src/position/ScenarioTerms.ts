import type { Loaded } from '../compose/Load.js';
import * as Books from '../exchange/venue/Books.js';
import * as Tiers from '../mechanisms/margin/Tiers.js';
import * as Unified from '../mechanisms/margin/Unified.js';
import * as LendingPlace from './places/LendingPlace.js';
import type * as Terms from './Terms.js';

type Scenario = Loaded['scenario'];

/** Terms of a scenario at its opening; what it does not state comes from the presets. */
export function open({ scenario, name }: Loaded, presets: Terms.Terms): Terms.Terms {
  const source = `scenario ${name}`;
  const { assets, venues, lending = [] } = scenario;
  const asset = (id: string) => assets.find((one) => one.id === id);
  const venue = (id: string | undefined) => venues.find((one) => one.id === id);
  const found = <T>(value: T | undefined) => (value === undefined ? undefined : { value, source });
  return {
    scenario: name,
    price: (id) => found(asset(id)?.price),
    isCash: (id) => asset(id)?.class === 'dollar',
    weights: (at, id) => found(weightsOf(venue(at), asset(id))),
    margin: (at, rules) => found(marginOf(venue(at))) ?? presets.margin(at, rules),
    lending: (at, id, debt, mode) =>
      found(
        LendingPlace.of(
          lending.find((one) => one.id === at),
          id,
          debt,
          mode,
        ),
      ),
    limits: presets.limits,
    tiers: (id, table) => {
      const key = table ?? asset(id)?.tiers ?? '';
      const rows = scenario.tables[key]?.tiers;
      return rows
        ? { value: Tiers.fromBrackets(rows), source: `table ${key} of ${source}` }
        : presets.tiers(id, table);
    },
    dollarOf: (at) =>
      venue(at)?.quote ??
      LendingPlace.lent(
        lending.find((one) => one.id === at),
        (id) => asset(id)?.class === 'dollar',
      ),
    venueOf: (id) =>
      venues.find((one) => one.perps && asset(id) !== undefined && asset(id)!.perps !== false)?.id,
    protocolOf: (id, debt) =>
      lending.find((one) => LendingPlace.of(one, id, debt, undefined) !== undefined)?.id,
    lists: (at, symbol) => {
      const [base = '', quote = ''] = symbol.split('/');
      const [where, what] = [venue(at), asset(base)];
      return (
        where !== undefined &&
        what !== undefined &&
        Books.of(where, what).some((one) => one.perp && one.quote === quote)
      );
    },
    names: (kind) => {
      if (kind === 'venue') return venues.map(({ id }) => id);
      if (kind === 'lending') return lending.map(({ id }) => id);
      if (kind === 'rules') return presets.names(kind);
      return kind === 'asset' ? assets.map(({ id }) => id) : Object.keys(scenario.tables);
    },
  };
}

function marginOf(venue: Scenario['venues'][number] | undefined): Terms.Margin | undefined {
  if (venue === undefined) return undefined;
  const { thresholds, loanMaintenance, borrowRate, fees } = venue;
  return { thresholds, loanMaintenance, borrowRate, perpFee: fees.perpTaker, spotFee: fees.spotTaker };
}

/** On a venue of cross margin dollars count in full and nothing else is held. */
function weightsOf(
  venue: Scenario['venues'][number] | undefined,
  asset: Scenario['assets'][number] | undefined,
): Unified.WeightTiers | undefined {
  if (asset === undefined) return undefined;
  const stated = venue?.collateralWeights?.[asset.id];
  if (stated === undefined)
    return Unified.weightTiers([{ upTo: Number.POSITIVE_INFINITY, weight: asset.collateralWeight }]);
  const slices = stated.slices.map(({ upTo = Number.POSITIVE_INFINITY, weight }) => ({ upTo, weight }));
  return Unified.weightTiers(slices, stated.by === 'coin');
}
