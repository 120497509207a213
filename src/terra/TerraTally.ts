import * as Time from '../units/Time.js';
import * as Whole from '../units/Whole.js';
import type * as TerraMarket from './rules/TerraMarket.js';

/** What the market module and Anchor have done, by day of the run. Atoms, except where a name says otherwise. */
export interface TerraTally {
  readonly burnedUst: number[];
  readonly mintedLuna: number[];
  readonly burnedLuna: number[];
  readonly mintedUst: number[];
  readonly deposited: number[];
  readonly withdrawn: number[];
  /** Sum over swaps of spread * UST burned: over `burnedUst` the mean spread of a day. */
  readonly spread: number[];
  /** What swaps of UST have done since the last row of the journal, and the hour they belong to. */
  hour: Hour;
  hourAt: number;
  /** UST atoms lent against bLUNA that was liquidated, and LUNA atoms seized. */
  repaid: number;
  seized: number;
  /** Breaker on minting: LUNA atoms a day, 0 = none. */
  mintPerDay: number;
}

/** Atoms burned and minted by swaps of UST, and the sum of spread * burned. */
export interface Hour {
  burned: number;
  minted: number;
  spread: number;
}

const NONE: Hour = { burned: 0, minted: 0, spread: 0 };

export function create(): TerraTally {
  return {
    burnedUst: [],
    mintedLuna: [],
    burnedLuna: [],
    mintedUst: [],
    deposited: [],
    withdrawn: [],
    spread: [],
    hour: { ...NONE },
    hourAt: 0,
    repaid: 0,
    seized: 0,
    mintPerDay: 0,
  };
}

function dayOf(nowUs: number): number {
  return Whole.down(nowUs / Time.DAY);
}

/** Adds to one day of a column; days without an entry are undefined until then. */
export function add(column: number[], nowUs: number, amount: number): void {
  const day = dayOf(nowUs);
  while (column.length <= day) column.push(0);
  column[day] = column[day]! + amount;
}

export function swapped(
  tally: TerraTally,
  nowUs: number,
  isUstBurned: boolean,
  plan: TerraMarket.Plan,
): void {
  add(isUstBurned ? tally.burnedUst : tally.burnedLuna, nowUs, plan.burnAtoms);
  add(isUstBurned ? tally.mintedLuna : tally.mintedUst, nowUs, plan.netAtoms + plan.feeAtoms);
  if (!isUstBurned) return;
  add(tally.spread, nowUs, plan.spread * plan.burnAtoms);
  tally.hour.burned += plan.burnAtoms;
  tally.hour.minted += plan.netAtoms + plan.feeAtoms;
  tally.hour.spread += plan.spread * plan.burnAtoms;
}

/** The sums of an hour that is over and had any, once. */
export function hourOver(tally: TerraTally, nowUs: number): Hour | undefined {
  const hour = Whole.down(nowUs / Time.HOUR);
  if (hour === tally.hourAt) return undefined;
  const sum = tally.hour;
  tally.hourAt = hour;
  if (sum.burned === 0) return undefined;
  tally.hour = { ...NONE };
  return sum;
}

/** Most atoms of LUNA that may exist after a swap: all that a number holds without a breaker. */
export function mintCap(tally: TerraTally, supply: number, nowUs: number): number {
  if (tally.mintPerDay === 0) return Number.MAX_SAFE_INTEGER;
  const minted = tally.mintedLuna[dayOf(nowUs)] ?? 0;
  return Math.min(Number.MAX_SAFE_INTEGER, supply + Math.max(0, tally.mintPerDay - minted));
}
