/**
 * Models:     ADL when a pool has lost a share of its peak within a window, until it has recovered some of it.
 * Source:     Bybit help "ADL mechanism" (starts 30% below the peak of 8 hours, stops at 25%).
 * Units:      see Trigger.
 * Simplified: peaks are kept per minute, so the window is up to a minute longer than stated: triggers slightly
 *             early.
 * Invariants: none
 */
import type { Parameters, Stated } from '../../../base/ParameterShapes.js';
import type { Dollars } from '../../../units/Amount.js';
import * as Time from '../../../units/Time.js';
import type * as Trigger from './Trigger.js';

export const parameters = {
  start: { type: 'ratio', about: 'loss of the peak at which it begins' },
  stop: { type: 'ratio', about: 'loss of the peak at which it ends' },
  window: { type: 'duration', about: 'how long a peak counts' },
} as const satisfies Parameters;

type Terms = Stated<typeof parameters>;

/** Highest equity seen in the window, or `equity` when nothing was observed. */
export function peak(memory: Trigger.Memory, equity: Dollars): number {
  return memory.peaks.length === 0 ? equity : Math.max(equity, memory.peaks[0]!);
}

/** Records the equity at `nowUs` and switches ADL on and off with hysteresis. */
export function observe(memory: Trigger.Memory, equity: Dollars, nowUs: number, terms: Terms): void {
  const { minutes, peaks } = memory;
  const minute = Time.minute(nowUs);
  while (peaks.length > 0 && peaks.at(-1)! <= equity) {
    peaks.pop();
    minutes.pop();
  }
  if (minutes.at(-1) !== minute) {
    minutes.push(minute);
    peaks.push(equity);
  }
  while (minutes[0]! < minute - terms.window / Time.MINUTE) {
    minutes.shift();
    peaks.shift();
  }
  const top = peak(memory, equity);
  if (equity <= top * (1 - terms.start)) memory.isDeleveraging = true;
  else if (equity >= top * (1 - terms.stop)) memory.isDeleveraging = false;
}

export function assess(memory: Trigger.Memory, { equity, shortfall }: Trigger.Standing): Trigger.Verdict {
  if (memory.isDeleveraging) return 'winners';
  return equity < shortfall ? 'pool-first' : 'pool';
}
