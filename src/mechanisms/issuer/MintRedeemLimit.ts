/**
 * Models:     the parity check of EthenaMinting V2, verifyStablesLimit.
 * Source:     docs.ethena.fi /solution-design/minting-usde/mint-and-redeem-contract-v2.
 * Units:      amounts in atoms of their own decimals; the limit in basis points.
 * Simplified: nothing. Quantity against quantity: the market value of the stable plays no part, so a stable that
 *             lost its own peg still mints one for one.
 * Invariants: none
 */
import { mulDivDown } from '../../base/Integer.js';

/** Atoms of `to` decimals, rounded down, as the contract scales. */
export function rescaleDown(atoms: number, from: number, to: number): number {
  if (from === to) return atoms;
  return to > from ? mulDivDown(atoms, scale(to - from), 1) : mulDivDown(atoms, 1, scale(from - to));
}

/** Distance of collateral (atoms of USDe's decimals) from the USDe amount, basis points of the latter, floored. */
export function deltaBpsDown(collateral: number, coins: number): number {
  return mulDivDown(Math.abs(collateral - coins), 10_000, coins);
}

/**
 * Whether an order may pass, both amounts in atoms of the coin's decimals: only a difference against the issuer counts, and the floor lets one below a whole basis
 * point through.
 */
export function isWithin(
  side: 'mint' | 'redeem',
  collateral: number,
  coins: number,
  limitBps: number,
): boolean {
  const isAgainstIssuer = side === 'mint' ? coins > collateral : collateral > coins;
  return !isAgainstIssuer || deltaBpsDown(collateral, coins) <= limitBps;
}

const SCALES = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

function scale(decimals: number): number {
  return SCALES[decimals]!;
}
