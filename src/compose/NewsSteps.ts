import * as Real from '../base/Real.js';
import * as Whole from '../units/Whole.js';
import type { Scenario } from './Scenario.js';

const STEP_MS = 60_000;

/** A step of news: when, and by how much the logarithm of value changes. */
export interface Step {
  readonly atUs: number;
  readonly log: number;
}

/** A headline as one-minute steps of the logarithm of value. */
export function of({ from, to, impulse }: Scenario['news'][number], startMs: number): Step[] {
  const count = Math.max(1, Whole.nearest((to - from) / STEP_MS));
  const log = Real.log(1 + impulse) / count;
  return Array.from({ length: count }, (_, step) => ({
    atUs: (from - startMs + step * STEP_MS) * 1000,
    log,
  }));
}
