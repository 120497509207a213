/**
 * Models:     market makers' quotes: Avellaneda-Stoikov, its stationary form (GLFT), and the size and spread rules
 *             by which makers withdraw.
 * Source:     Avellaneda & Stoikov 2008 (QF 8:217); Gueant, Lehalle & Fernandez-Tapia 2013 (MFE 7:477).
 * Units:      prices and distances in dollars per unit (absolute, not relative), inventory in lots of the quote
 *             size, sigma in dollars per square root of the time unit of tau and of the fill intensity.
 * Simplified: quotes are not post-only here: a distance may be negative and the caller clamps it to the book.
 * Invariants: none
 */
import * as Real from '../../base/Real.js';

export type Taste = {
  /** Risk aversion, 1 / dollars. */
  readonly gamma: number;
  /** Decay of the fill intensity with distance, 1 / dollars. */
  readonly k: number;
};

export type Quote = { readonly reservation: number; readonly bid: number; readonly ask: number };

/** Finite-horizon quotes around the mid for a signed inventory; `tau` is the time left. */
export function avellanedaStoikov(
  mid: number,
  inventory: number,
  sigma: number,
  tau: number,
  t: Taste,
): Quote {
  const risk = t.gamma * sigma * sigma * tau;
  const reservation = mid - inventory * risk;
  const half = (risk + 2 * intensityTerm(t)) / 2;
  return { reservation, bid: reservation - half, ask: reservation + half };
}

/** Stationary distances from the mid, for venues without a closing time; `scale` is A, fills per time at distance 0. */
export function stationary(
  inventory: number,
  sigma: number,
  scale: number,
  t: Taste,
): { readonly bidDistance: number; readonly askDistance: number } {
  const ratio = 1 + t.gamma / t.k;
  const growth = Real.pow(ratio, 1 + t.k / t.gamma);
  const skew = Math.sqrt(((sigma * sigma * t.gamma) / (2 * t.k * scale)) * growth);
  const base = intensityTerm(t);
  return {
    bidDistance: base + ((1 + 2 * inventory) / 2) * skew,
    askDistance: base + ((1 - 2 * inventory) / 2) * skew,
  };
}

/** Fills per unit of time of a quote at `distance` from the mid: A e^{-k distance}. */
export function fillIntensity(scale: number, k: number, distance: number): number {
  return scale * Real.exp(-k * distance);
}

/**
 * Quoted size: base x room left in the inventory limit x (reference / present volatility)^beta, never above base.
 * `beta` is 1..2; 0 past the limit.
 */
export function quoteSize(
  base: number,
  inventory: number,
  limit: number,
  sigma: number,
  referenceSigma: number,
  beta: number,
): number {
  const room = Math.max(0, 1 - Math.abs(inventory) / limit);
  const calm = sigma <= referenceSigma ? 1 : Real.pow(referenceSigma / sigma, beta);
  return base * room * calm;
}

/** Largest inventory the risk capital W carries: W / (sigma x price x z x sqrt(horizon)), sigma relative. */
export function riskLimit(capital: number, sigma: number, price: number, z: number, horizon: number): number {
  return Math.max(0, capital) / (sigma * price * z * Math.sqrt(horizon));
}

/** (1/gamma) ln(1 + gamma/k): the part of the half spread that pays for the risk of being hit. */
function intensityTerm(t: Taste): number {
  return Real.log(1 + t.gamma / t.k) / t.gamma;
}
