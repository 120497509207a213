import type { JournalRow } from '../../observe/Journal.js';

/** A journal row with the fields that some kinds add to it. Dollars, unless the name says otherwise. */
export interface Row extends JournalRow {
  readonly side?: 'long' | 'short';
  readonly positionsUsd?: number;
  readonly collateralUsd?: number;
  readonly mark?: number;
  /** Of a takeover's loss: all of it, and what single payers bore, in atoms of its quote asset. */
  readonly lossAtoms?: number;
  readonly insurance?: number;
  readonly adl?: number;
  readonly socialized?: number;
  /** What the payer of this row lost, where its kind states it. */
  readonly lossUsd?: number;
}

/** Ways in which losses reach people; a row of the journal belongs to one, a liquidation order to two. */
export const CHANNELS = [
  'perp liquidations',
  'collateral sales',
  'ADL',
  'redemption',
  'mint-and-burn dilution',
  'bad debt',
] as const;

export const PERP = 0;
export const COLLATERAL = 1;
export const ADL = 2;
export const REDEMPTION = 3;
export const DILUTION = 4;
export const BAD_DEBT = 5;

/** Channel of each journal kind that moves money by need, not by choice. Liquidations are split where they are read. */
export const CHANNEL_OF: Readonly<Record<string, number>> = {
  liquidation: PERP,
  'liquidation-order': PERP,
  'margin-call-sale': COLLATERAL,
  'lending-liquidation': COLLATERAL,
  adl: ADL,
  redemption: REDEMPTION,
  redeem: REDEMPTION,
  'mint-burn': DILUTION,
  'market-swap': DILUTION,
  takeover: BAD_DEBT,
  'bad-debt': BAD_DEBT,
};

/** What slows a collapse. */
export const BRAKES = ['redemption at par', 'insurance', 'reserve', 'halts'] as const;

/** Brake that a kind tells of, as a place in BRAKES; insurance shows in takeovers. */
export const BRAKE_OF: Readonly<Record<string, number>> = {
  redemption: 0,
  redeem: 0,
  'reserve-sale': 2,
  'reserve-purchase': 2,
  halt: 3,
  'chain-halt': 3,
  'withdrawal-halt': 3,
  'swap-halt': 3,
};
export const INSURANCE = 1;

/** Kinds by which holders leave an issuer or a deposit. */
export const LEAVING = new Set(['redemption', 'redeem', 'deposit-withdrawal']);

/** Kinds that say that a defense has nothing left; losses that pass insurance say the same. */
const EXHAUSTED = new Set(['insurance-exhausted', 'reserve-exhausted', 'buffer-exhausted', 'adl']);

export function isExhaustion(row: Row): boolean {
  return EXHAUSTED.has(row.kind) || (row.kind === 'takeover' && (row.adl ?? 0) + (row.socialized ?? 0) > 0);
}
