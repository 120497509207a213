/**
 * Models:     liquidation of bLUNA loans in Anchor through the queue of bids by discount (liquidation_queue, 2022).
 * Source:     money-market-contracts contracts/liquidation_queue/src/{query,bid}.rs, overseer/src/collateral.rs.
 * Units:      atoms of UST and bLUNA; prices in 1e-12 UST; discounts, fees and ratios in ppm; ltv as a fraction.
 * Simplified: bids have no waiting period, so there is rather more demand than on chain; the chain's own tax is left
 *             out (it was 0 in May 2022).
 * Invariants: none
 */
import { mulDivDown, mulDivUp } from '../../base/Integer.js';
import * as Whole from '../../units/Whole.js';
import * as Market from './AnchorMarket.js';

export type Terms = {
  /** A liquidation stops when the debt is this share of its limit; 800_000. */
  readonly safePpm: number;
  /** Of what a bid pays, to the yield reserve; 10_000 assumed. */
  readonly bidFeePpm: number;
  /** Of the rest, to who calls the liquidation. */
  readonly callerFeePpm: number;
  /** Collateral worth no more than this is sold whole, UST atoms; 500 UST assumed. */
  readonly wholeBelow: number;
};

/** UST that buys bLUNA `discountPpm` below the price; sorted by discount, the smallest first. */
export type Bid = { readonly discountPpm: number; readonly atoms: number };
export type Fill = { readonly bid: number; readonly paid: number; readonly bought: number };

export type Plan = {
  readonly kind: 'planned';
  readonly fills: readonly Fill[];
  readonly seized: number;
  readonly repaid: number;
  readonly reserveFee: number;
  readonly callerFee: number;
  /** Of the last atom sold, back to the borrower. */
  readonly refund: number;
  /** Debt that no collateral is left for. */
  readonly badDebt: number;
  readonly change: Market.Change;
};

export type Refusal = { readonly kind: 'refused'; readonly reason: 'safe' | 'no-bids' };

/** Debt over value of the pledge; Infinity without a pledge, 0 without debt. */
export function ltv(market: Market.State, row: number, pricePico: number): number {
  const debt = Market.debtOf(market, row);
  return debt === 0 ? 0 : debt / Market.collateralValue(market.terms, market.pledged[row]!, pricePico);
}

/** Exactly at its limit a loan is safe. */
export function isLiquidatable(market: Market.State, row: number, pricePico: number): boolean {
  return Market.debtOf(market, row) > Market.limitOf(market, row, pricePico);
}

/** Price (1e-12 UST, rounded down) at or below which the loan may be liquidated, within one; 0 without debt. */
export function triggerPrice(market: Market.State, row: number): number {
  const value = (Market.debtOf(market, row) * 1e6) / market.terms.maxLtvPpm;
  const price = (value * market.terms.picoPerAtom) / market.pledged[row]!;
  return Number.isFinite(price) ? Whole.down(price) : 0;
}

/** Sells as much of the pledge as the queue takes, until the debt is safe again. */
export function plan(
  market: Market.State,
  row: number,
  terms: Terms,
  pricePico: number,
  bids: readonly Bid[],
): Plan | Refusal {
  if (!isLiquidatable(market, row, pricePico)) return { kind: 'refused', reason: 'safe' };
  const target = saleOf(market, row, terms, pricePico, bids);
  const fills = walk(market.terms, target, pricePico, bids);
  const paid = fills.reduce((sum, fill) => sum + fill.paid, 0);
  const seized = fills.reduce((sum, fill) => sum + fill.bought, 0);
  if (seized === 0) return { kind: 'refused', reason: 'no-bids' };
  const reserveFee = mulDivDown(paid, terms.bidFeePpm, 1e6);
  const callerFee = mulDivDown(paid - reserveFee, terms.callerFeePpm, 1e6);
  const net = paid - reserveFee - callerFee;
  const repay = net > 0 ? Market.planRepay(market, row, net) : undefined;
  const parts = repay?.kind === 'planned' ? repay : Market.change({ row });
  const debt = Market.debtOf(market, row) - parts.cash;
  return {
    kind: 'planned',
    fills,
    seized,
    repaid: parts.cash,
    reserveFee,
    callerFee,
    refund: net - parts.cash,
    badDebt: seized === market.pledged[row]! ? debt : 0,
    change: { ...parts, pledged: -seized, reserve: reserveFee },
  };
}

/** Gives up a debt without a pledge: every aUST is worth less. On chain it stays on the books for good. */
export function planWriteDown(market: Market.State, row: number): Market.Change | undefined {
  const debt = Market.debtOf(market, row);
  if (debt === 0 || market.pledged[row]! > 0) return undefined;
  return Market.change({ row, liabilities: -debt, shares: -market.shares[row]! });
}

/**
 * bLUNA atoms to sell: where repayment meets the safe debt on what is left, else all that bids take. As the contract
 * counts: a bid buys its money over the price after fees, which sells up to the fee more than one discount would; every
 * step is whole, and one atom goes on top of the gap and of the result.
 */
function saleOf(
  market: Market.State,
  row: number,
  terms: Terms,
  pricePico: number,
  bids: readonly Bid[],
): number {
  const pledged = market.pledged[row]!;
  const price = pricePico / market.terms.picoPerAtom;
  const isWhole = Market.collateralValue(market.terms, pledged, pricePico) <= terms.wholeBelow;
  const safe = isWhole ? 0 : terms.safePpm / 1e6;
  const perAtom = safe * (market.terms.maxLtvPpm / 1e6) * price;
  const kept = (1 - terms.bidFeePpm / 1e6) * (1 - terms.callerFeePpm / 1e6);
  const gap = Market.debtOf(market, row) - Whole.down(safe * Market.limitOf(market, row, pricePico)) + 1;
  let sold = 0;
  let paid = 0;
  for (const { discountPpm, atoms } of bids) {
    const net = price * (1 - discountPpm / 1e6) * kept;
    const upTo = sold + Whole.down(atoms / net);
    // Each atom sold repays its net price and takes its own safe debt with it.
    if (paid + atoms > Whole.down(perAtom * upTo) + gap) {
      const missing = gap + Whole.down(net * sold) - paid;
      return Math.min(Whole.down(missing / (net - perAtom)) + 1, pledged);
    }
    sold = upTo;
    paid += atoms;
  }
  return Math.min(sold, pledged);
}

/** Fills of a sale of `target` atoms, smallest discount first. Payments round up: against the bidder. */
function walk(terms: Market.Terms, target: number, pricePico: number, bids: readonly Bid[]): Fill[] {
  const fills: Fill[] = [];
  let left = target;
  bids.forEach(({ discountPpm, atoms }, bid) => {
    const price = mulDivDown(pricePico, 1e6 - discountPpm, 1e6);
    if (left === 0 || price === 0) return;
    const cost = mulDivUp(left, price, terms.picoPerAtom);
    const bought = cost <= atoms ? left : mulDivDown(atoms, terms.picoPerAtom, price);
    if (bought === 0) return;
    fills.push({ bid, bought, paid: mulDivUp(bought, price, terms.picoPerAtom) });
    left -= bought;
  });
  return fills;
}
