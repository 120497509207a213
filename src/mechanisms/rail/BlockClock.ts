import * as Whole from '../../units/Whole.js';
/**
 * Models:     the clock of a chain of its own: blocks at a steady pace, and halts in which there is none.
 * Source:     Terra: halts of 12 May 2022 16:14 to 17:45 and 13 May 01:58 (validators' announcements); blocks of 6.8 s then.
 * Units:      microseconds from the start of the run; heights count blocks since then.
 * Simplified: every block takes the same time, so oracle periods and recovery lack the jitter of real consensus; a
 *             block cut short by a halt is finished after the restart.
 * Invariants: none
 */

export interface BlockClock {
  readonly blockUs: number;
  /** Total length of the halts that are over. */
  pausedUs: number;
  /** Start of the present halt, -1 when blocks are made. */
  haltedAtUs: number;
}

export function create(blockUs: number): BlockClock {
  return { blockUs, pausedUs: 0, haltedAtUs: -1 };
}

export function isHalted(chain: BlockClock): boolean {
  return chain.haltedAtUs >= 0;
}

/** Blocks finished by `nowUs`. */
export function height(chain: BlockClock, nowUs: number): number {
  const until = isHalted(chain) ? Math.min(nowUs, chain.haltedAtUs) : nowUs;
  return Whole.down((until - chain.pausedUs) / chain.blockUs);
}

/** When the next block after `nowUs` is finished; Infinity during a halt. */
export function nextBlockUs(chain: BlockClock, nowUs: number): number {
  if (isHalted(chain)) return Number.POSITIVE_INFINITY;
  return (height(chain, nowUs) + 1) * chain.blockUs + chain.pausedUs;
}

/** No effect on a chain that stands. */
export function halt(chain: BlockClock, nowUs: number): void {
  if (!isHalted(chain)) chain.haltedAtUs = nowUs;
}

/** No effect on a chain that runs. */
export function restart(chain: BlockClock, nowUs: number): void {
  if (!isHalted(chain)) return;
  chain.pausedUs += nowUs - chain.haltedAtUs;
  chain.haltedAtUs = -1;
}
