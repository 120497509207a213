/**
 * Models:     what a rule for the price of collateral is: the interface of the family.
 * Source:     own.
 * Units:      dollars per unit; `cross` in base units per unit, `base` in dollars per base unit; weights as fractions.
 * Simplified: inputs are already filtered for staleness; a missing leg leaves its weight to the present ones.
 * Invariants: none
 */
import type { Parameters, Stated } from '../../../base/ParameterShapes.js';

/** NaN marks an input that does not exist at this instant. */
export type Inputs = {
  /** X/USD, and X/BASE and BASE/USD, on the venue's own books. */
  readonly direct: number;
  readonly cross: number;
  readonly base: number;
  readonly multiVenue: number;
  /** What the issuer pays per unit, dollars. */
  readonly redemption: number;
};

/** What a rule may ask of the asset that it prices. */
export type Facts = {
  /** Dollars at the open. */
  readonly openUsd: number;
  /** Whether an issuer redeems it for another asset. */
  readonly redeems: boolean;
  /** Share of the direct dollar book in the venue's published mix of its own books. */
  readonly directWeight: number;
};

/** A file of this family: its parameters, the terms that a run keeps of them (plain data), and the price. */
export interface Rule<P extends Parameters, Terms> {
  readonly parameters: P;
  terms(stated: Stated<P>, facts: Facts): Terms;
  /** Dollars, NaN when no input is left. */
  price(terms: Terms, inputs: Inputs): number;
}

/** Weighted mean of two legs; a leg that is missing leaves its weight to the other. */
export function blend(weight: number, first: number, second: number): number {
  if (weight === 1 || Number.isNaN(second)) return first;
  if (weight === 0 || Number.isNaN(first)) return second;
  return weight * first + (1 - weight) * second;
}
