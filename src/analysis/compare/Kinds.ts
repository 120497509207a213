import * as Journal from '../../messages/Journal.js';
import * as Assets from '../Assets.js';

/** A journal row as far as a comparison reads it. */
export type Row = Journal.AnyRow;

/** Ways in which losses reach people; a row of the journal belongs to one, a liquidation order to two. */
export const CHANNELS = Journal.CHANNELS;

export const PERP = CHANNELS.indexOf('perp liquidations');
export const COLLATERAL = CHANNELS.indexOf('collateral sales');
export const ADL = CHANNELS.indexOf('ADL');
export const REDEMPTION = CHANNELS.indexOf('redemption');
export const DILUTION = CHANNELS.indexOf('mint-and-burn dilution');
export const BAD_DEBT = CHANNELS.indexOf('bad debt');

/** Channel of a kind that moves money by need, not by choice; -1 for the others. Liquidations are split where they are read. */
export function channelOf(kind: Journal.Kind): number {
  const { channel } = Journal.entry(kind);
  return channel === undefined ? -1 : CHANNELS.indexOf(channel);
}

/** What slows a collapse. */
export const BRAKES = ['redemption at par', 'insurance', 'reserve', 'halts'] as const;

/** Brake that a kind tells of, as a place in BRAKES; insurance shows in takeovers. */
export const BRAKE_OF: Readonly<Partial<Record<Journal.Kind, number>>> = {
  redemption: 0,
  'reserve-sale': 2,
  'rail-halt': 3,
  'issuer-halt': 3,
  'chain-halt': 3,
};
export const INSURANCE = 1;

/** Kinds by which holders leave an issuer or a deposit. */
export const LEAVING: ReadonlySet<Journal.Kind> = new Set(['redemption', 'terra-swap']);

/** Kinds that hand the price behind them on to what they set off. */
export const HANDS_ON: ReadonlySet<Journal.Kind> = new Set(['liquidation', 'lending-breach']);

/** Why a defense has nothing left, in words; '' for a row that does not say so. */
export function exhaustion({ kind, reason, adl = 0, socialized = 0 }: Row): string {
  if (kind === 'adl' || (kind === 'takeover' && adl + socialized > 0)) return 'losses pass insurance';
  if (kind === 'redeem-refused' && reason === 'buffer') return 'the buffer for redemption is empty';
  if (kind === 'issuer-hole') return 'backing falls below supply';
  return kind === 'reserve-exhausted' ? 'reserve exhausted' : '';
}

/**
 * Dollars that a row moved. A mint-and-burn swap moves those of the dollar coin it burns, at par, less the spread; one
 * that burns the other token dilutes nobody.
 */
export function usdOf({ usd, seizedUsd, burned, spread = 0 }: Row, assets: readonly Assets.Asset[]): number {
  if (burned === undefined) return Math.abs(usd ?? seizedUsd ?? 0);
  const [amount, symbol] = burned.split(' ');
  return Assets.isPegged(assets, symbol ?? '') ? Number(amount) * (1 - spread) : 0;
}

/** Symbol of the collateral that a row sold; undefined where it names a market instead. */
export function collateralOf({ collateral, luna }: Row): string | undefined {
  return collateral ?? (luna === undefined ? undefined : 'LUNA');
}
