/**
 * Models:     what a rule for the composition of an index is: the interface of the family.
 * Source:     own.
 * Units:      dollars per unit; weights are any numbers >= 0.
 * Simplified: sources that do not count are NaN already; see Index for age and re-entry.
 * Invariants: none
 */
import type { Parameters, Stated } from '../../../base/ParameterShapes.js';

/** A file of this family: its parameters, the terms a run keeps of them (plain data), and the composition. */
export interface Rule<P extends Parameters, Terms> {
  readonly parameters: P;
  terms(stated: Stated<P>): Terms;
  /** Index of the prices that are not NaN by their weights; NaN when there is none. */
  compose(terms: Terms, prices: Float64Array, weights: Float64Array): number;
}
