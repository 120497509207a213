/**
 * Models:     the price oracle of Terra Classic's validators: commit, reveal, tally by vote period (columbus-5).
 * Source:     terra-money/classic-core x/oracle/{abci,tally}.go and x/oracle/types/params.go (period of 5 blocks);
 *             terra-money/oracle-feeder (a price is read once a period, not in its first nor last block).
 * Units:      rates in 1e-12 of a coin per LUNA (safe integers); dollars per SDR in parts per million; block heights.
 * Simplified: one honest vote stands for the weighted median of all validators; UST is taken to be one dollar (as the
 *             feeders do); no reward band, no slashing. The rate is as stale as on chain, its noise is left out.
 * Invariants: none
 */
import { mulDivDown } from '../../base/Integer.js';

/** Coins per LUNA in 1e-12; both 0 when there is no valid rate. */
export type Rates = { readonly usd: number; readonly sdr: number };

export type Terms = {
  /** Blocks of a vote period; 5. */
  readonly periodBlocks: number;
  /** Block of the period (0 is the first) in which feeders read the market; 1. */
  readonly readBlock: number;
};

export type State = {
  /** Read in this period, hidden behind a hash. */
  committed: Rates;
  /** Read in the last period, revealed in this one. */
  revealing: Rates;
  /** In force: tallied at the end of the last period. */
  rates: Rates;
};

/** Size of one unit of a rate, for Price.toTicksNearest. */
export const STEP = 1e-12;

const NONE: Rates = { usd: 0, sdr: 0 };

/** As if the market had stood at `rates` for two periods. */
export function create(rates: Rates): State {
  return { committed: rates, revealing: rates, rates };
}

/**
 * What a feeder votes when LUNA is worth `usd` (1e-12 dollars, 0 when no market shows a price) and an SDR
 * `usdPerSdrPpm`: rounded down, so a swap of UST weighs on the pools by less than 1e-12 SDR per LUNA too little.
 */
export function assess(usd: number, usdPerSdrPpm: number): Rates {
  return usd > 0 ? { usd, sdr: mulDivDown(usd, 1e6, usdPerSdrPpm) } : NONE;
}

/** Blocks between reading a price and its first use, and its last. */
export function lagBlocks(terms: Terms): { readonly first: number; readonly last: number } {
  const first = 2 * terms.periodBlocks - terms.readBlock;
  return { first, last: first + terms.periodBlocks - 1 };
}

/** Ends block `height`, once each and in order. A period without a vote deletes the rate: swaps stop until the next. */
export function accrue(state: State, terms: Terms, height: number, seen: Rates): void {
  const block = height % terms.periodBlocks;
  if (block === terms.readBlock) state.committed = seen;
  if (block !== terms.periodBlocks - 1) return;
  state.rates = state.revealing;
  state.revealing = state.committed;
  state.committed = NONE;
}
