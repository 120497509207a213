import type { JournalRow } from '../../observe/Journal.js';
import * as Assets from '../Assets.js';

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
  /** Symbol of what a lending protocol sold or seized, its dollars, and what of the debt they repaid. */
  readonly collateral?: string;
  readonly seizedUsd?: number;
  readonly repaidUsd?: number;
  /** LUNA that Anchor seized. */
  readonly luna?: number;
  /** Of a swap in a mint-and-burn market: `123.4 UST`, and the fraction that the spread kept. */
  readonly burned?: string;
  readonly spread?: number;
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
  'loop-unwind': COLLATERAL,
  'anchor-liquidation': COLLATERAL,
  adl: ADL,
  redemption: REDEMPTION,
  redeem: REDEMPTION,
  'terra-swap': DILUTION,
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
  'rail-halt': 3,
  'issuer-halt': 3,
  'chain-halt': 3,
};
export const INSURANCE = 1;

/** Kinds by which holders leave an issuer or a deposit. */
export const LEAVING = new Set(['redemption', 'redeem', 'terra-swap']);

/** Kinds that hand the price behind them on to what they set off. */
export const HANDS_ON = new Set(['liquidation', 'lending-breach']);

/** Kinds that say that a defense has nothing left; losses that pass insurance say the same. */
const EXHAUSTED = new Set(['insurance-exhausted', 'reserve-exhausted', 'buffer-exhausted']);

/** Why a defense has nothing left, in words; '' for a row that does not say so. */
export function exhaustion({ kind, reason, adl = 0, socialized = 0 }: Row): string {
  if (kind === 'adl' || (kind === 'takeover' && adl + socialized > 0)) return 'losses pass insurance';
  if (kind === 'redeem-refused' && reason === 'buffer') return 'the buffer for redemption is empty';
  if (kind === 'issuer-hole') return 'backing falls below supply';
  return EXHAUSTED.has(kind) ? kind.replace('-', ' ') : '';
}

/**
 * Dollars that a row moved. A mint-and-burn swap moves those of the dollar coin it burns, at par, less the spread; one
 * that burns the other token dilutes nobody.
 */
export function usdOf({ usd, seizedUsd, burned, spread = 0 }: Row): number {
  if (burned === undefined) return Math.abs(usd ?? seizedUsd ?? 0);
  const [amount, symbol] = burned.split(' ');
  return Assets.isDollarQuoted(`/${symbol}`) ? Number(amount) * (1 - spread) : 0;
}

/** Symbol of the collateral that a row sold; undefined where it names a market instead. */
export function collateralOf({ collateral, luna }: Row): string | undefined {
  return collateral ?? (luna === undefined ? undefined : 'LUNA');
}
