/**
 * Models:     runs on a fixed-price exit in closed form: first come first served, the arbitrage that a cap limits, and
 *             the spiral of a coin absorbed by a junior token.
 * Source:     Diamond & Dybvig 1983; Ma, Zeng & Zhang, SSRN 4398546; Uhlig, NBER 30256.
 * Units:      shares of supply and dollars per coin, amounts in dollars, rates per the time unit of the half-life.
 * Simplified: one period, one fire-sale price for everything illiquid; linear price impact.
 * Invariants: none
 */
import * as Real from '../../base/Real.js';

/** What one coin gets: to those who redeem and to those who stay. */
export type Payout = { readonly redeemers: number; readonly stayers: number };

/** First come first served: `redeemed` of supply asks for par, `liquid` is cash, the rest sells at `recovery` (< 1). */
export function firstCome(redeemed: number, liquid: number, recovery: number): Payout {
  if (redeemed <= liquid) return { redeemers: 1, stayers: 1 };
  const sold = (redeemed - liquid) / recovery;
  const left = 1 - liquid - sold;
  if (left < 0) return { redeemers: exhaustion(liquid, recovery) / redeemed, stayers: 0 };
  return { redeemers: 1, stayers: redeemed < 1 ? left / (1 - redeemed) : 0 };
}

/**
 * Pro-rata redemption at net asset value, what is not sold counted at par: early and late get the same, so that running
 * earns nothing.
 */
export function proRata(redeemed: number, liquid: number, recovery: number): Payout {
  // w = 1 - (1 - recovery) * sold and sold = (redeemed * w - liquid) / recovery, solved for w.
  const loss = (1 - recovery) / recovery;
  const worth = Math.min(1, (1 + loss * liquid) / (1 + loss * redeemed));
  return { redeemers: worth, stayers: worth };
}

/** Share of supply whose redemption uses up everything; the first loss to stayers comes at `liquid`. */
export function exhaustion(liquid: number, recovery: number): number {
  return liquid + recovery * (1 - liquid);
}

/** Redemption arbitrage of one block: size in dollars and the discount it leaves. `impact` is per dollar bought. */
export function arbitrage(
  discount: number,
  fee: number,
  cap: number,
  impact: number,
): { readonly size: number; readonly residual: number } {
  const size = Math.max(0, Math.min(cap, (discount - fee) / impact));
  return { size, residual: discount - size * impact };
}

/** Pull toward par per unit of time of a deviation that halves in `halfLife`. */
export function pull(halfLife: number): number {
  return Real.log(2) / halfLife;
}

/** Deviation left after `time`, without shocks. */
export function decay(deviation: number, halfLife: number, time: number): number {
  return deviation * Real.pow(0.5, time / halfLife);
}

/** Largest discount an arbitrageur bears who waits `days` at yearly cost of capital and risk `rate`. */
export function discountBound(rate: number, days: number): number {
  return 1 - Real.exp((-rate * days) / 365);
}

/** Each round the junior token's supply grows by exits over its (constant) market cap; its price falls alike. */
export function spiral(
  supply: number,
  marketCap: number,
  exits: number,
  rounds: number,
): { readonly supply: number; readonly price: number }[] {
  const growth = 1 + exits / marketCap;
  const out: { supply: number; price: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    supply *= growth;
    out.push({ supply, price: marketCap / supply });
  }
  return out;
}
