import * as Nearest from '../format/Nearest.js';
import type { Size } from '../format/UnitText.js';
import type * as Holdings from './Holdings.js';
import type * as Terms from './Terms.js';

/** A position as asked for, made of the question and of what is known of the world. */
export interface Made {
  readonly holdings: Holdings.Holdings;
  readonly fee: number;
  readonly holdYears: number;
  /** What dollars earn elsewhere a year. */
  readonly alternative: number;
  /** Own money put in, where the question states it. */
  readonly facts: readonly Fact[];
  /** How the position stands in a scenario. */
  readonly plant: Plant | undefined;
  /** What selling it now meets, where the question states it. */
  readonly exit: { readonly depthUsd?: number | undefined; readonly cooldownUs?: number | undefined };
  /** The parts that a search for a repair may change. */
  readonly levers: Levers;
}

/** A value that the answer hangs on and where it comes from: "stated", a scenario, a preset. */
export interface Fact {
  readonly what: string;
  readonly value: string;
  readonly source: string;
}

/** An account in the words of a scenario's `accounts:`. */
export interface Plant {
  readonly on: string;
  readonly cash: Readonly<Record<string, number>>;
  readonly collateral: Readonly<Record<string, number>>;
  readonly debts: Readonly<Record<string, number>>;
  readonly positions: Readonly<Record<string, Position>>;
  readonly mode?: string | undefined;
}

/** A plant on a venue, with what is stated of it; undefined without one. */
export function onVenue(at: string | undefined, stated: Partial<Omit<Plant, 'on'>>): Plant | undefined {
  return at === undefined
    ? undefined
    : { on: `venue:${at}`, cash: {}, collateral: {}, debts: {}, positions: {}, ...stated };
}

export interface Position {
  readonly side: 'long' | 'short';
  readonly size: number;
  readonly entry: number;
}

/** Prices at which a position stands over the opening prices of a scenario, by asset. */
export type Ratios = (asset: string) => number;

/** What can be added or repaid: the asset of the margin or collateral, and that of the debt. */
export interface Levers {
  readonly add: string;
  readonly repay: string | undefined;
}

/** Refuses a key of the question. */
export type Refuse = (key: string, found: string, expected: string, remedy: string) => never;

/** What making a position needs. */
export interface Making {
  readonly terms: Terms.Terms;
  readonly refuse: Refuse;
  readonly facts: Fact[];
}

/** A stated value, or else one that is found; either is noted. */
export function take<T>(
  making: Making,
  what: string,
  stated: T | undefined,
  found: Terms.Found<T> | undefined,
  show: (value: T) => string = String,
): T | undefined {
  const one = stated !== undefined ? { value: stated, source: 'stated' } : found;
  if (one !== undefined) making.facts.push({ what, value: show(one.value), source: one.source });
  return one?.value;
}

/** Units of a size at a price. */
export function units({ value, isUsd }: Size, price: number): number {
  return isUsd ? value / price : value;
}

export const YEAR_US = 365 * 86_400e6;

export function percent(ratio: number): string {
  return `${Number((100 * ratio).toFixed(3))}%`;
}

/** What the price of an asset is where neither the question nor a scenario states it. */
export interface Else {
  readonly value: number;
  readonly source: string;
}

/** A dollar of the margin or of a debt. */
export const PAR: Else = { value: 1, source: 'par' };
/** Where everything is stated in dollars, prices are relative to the price now. */
export const RELATIVE: Else = { value: 1, source: 'relative to the price now' };

/** Price of an asset now: stated, of the scenario, or else what stands for it. */
export function priceOf(
  making: Making,
  asset: string,
  stated: number | undefined,
  key: string,
  otherwise?: Else,
): number {
  const price = take(making, `price of ${asset}`, stated, making.terms.price(asset) ?? otherwise);
  if (price !== undefined) return price;
  const { scenario, names } = making.terms;
  const other =
    scenario === undefined ? 'name a scenario with --in' : Nearest.suggest(asset, names('asset'), 'assets');
  return making.refuse(key, 'nothing', `the price of ${asset}`, `add "${key}", or ${other}`);
}
