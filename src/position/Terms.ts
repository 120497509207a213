import type * as Tiers from '../mechanisms/margin/Tiers.js';
import type * as Unified from '../mechanisms/margin/Unified.js';
import type { Limits } from './rules/AaveRule.js';

/** A value that was not stated with the question, and where it was found. */
export interface Found<T> {
  readonly value: T;
  readonly source: string;
}

export interface Margin {
  readonly thresholds: Unified.Thresholds;
  readonly loanMaintenance: number;
  readonly borrowRate: number;
  /** Fee of a taker on perps and on spot, fractions. */
  readonly perpFee: number;
  readonly spotFee: number;
}

/** A reserve, or a market of Morpho. */
export interface Lending {
  /** Kind of the protocol. */
  readonly rules: string;
  readonly limits: Limits;
  /** Yearly rate of the debt asset as the scenario opens; undefined where it states no share lent. */
  readonly borrowRate: number | undefined;
}

/** What is known of the world beside the question: a scenario, or presets alone. */
export interface Terms {
  /** Name of the scenario; undefined without one. */
  readonly scenario: string | undefined;
  price(asset: string): Found<number> | undefined;
  isCash(asset: string): boolean;
  weights(at: string | undefined, asset: string): Found<Unified.WeightTiers> | undefined;
  margin(at: string | undefined, rules: string | undefined): Found<Margin> | undefined;
  lending(
    at: string | undefined,
    asset: string,
    debt: string,
    mode: string | undefined,
  ): Found<Lending> | undefined;
  limits(preset: string): Found<Limits> | undefined;
  tiers(asset: string, table: string | undefined): Found<Tiers.Tiers> | undefined;
  /** Dollar in which a venue settles, or that a protocol lends. */
  dollarOf(at: string | undefined): string | undefined;
  /** The place that a position goes to where the question names none. */
  venueOf(asset: string): string | undefined;
  protocolOf(asset: string, debt: string | undefined): string | undefined;
  /** Whether a venue lists the perp "BASE/QUOTE". */
  lists(venue: string, symbol: string): boolean;
  /** Places of a kind, for messages. */
  names(kind: 'venue' | 'lending' | 'table' | 'asset' | 'rules'): readonly string[];
}
