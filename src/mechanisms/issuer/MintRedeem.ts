/**
 * Models:     primary mint and redemption of USDe: EthenaMinting V2 with its hot buffer, seen from one block.
 * Source:     docs.ethena.fi /solution-design/minting-usde/mint-and-redeem-contract-v2; code-423n4/2023-10-ethena.
 * Units:      USDe and collateral in atoms of their decimals, fees in basis points, times in microseconds.
 * Simplified: signatures, nonces and custodian routes are left out; a waiting line is ours (on chain the order
 *             reverts and is quoted again), it is served first come first served per asset.
 * Invariants: none
 */

import { mulDivDown } from '../../base/Integer.js';
import * as Rounding from '../../units/Rounding.js';
import * as MintRedeemLimit from './MintRedeemLimit.js';

export type Asset = {
  readonly decimals: number;
  /** Stables must pass the parity check; spot assets are priced by the quote alone. */
  readonly isStable: boolean;
  /** USDe atoms per block. */
  readonly mintCap: number;
  readonly redeemCap: number;
};

export type Terms = {
  /** Of USDe. */
  readonly decimals: number;
  readonly blockUs: number;
  readonly assets: readonly Asset[];
  /** USDe atoms per block over all assets. */
  readonly mintCap: number;
  readonly redeemCap: number;
  readonly mintFeeBps: number;
  readonly redeemFeeBps: number;
  /** stablesDeltaLimit; 0 in 2026. */
  readonly limitBps: number;
  readonly whenShort: 'queue' | 'refuse';
  /** Accounts that may mint and redeem. */
  readonly parties: ReadonlySet<number>;
};

export type State = {
  isHalted: boolean;
  /** Block of the counters below, USDe atoms. */
  block: number;
  readonly minted: Float64Array;
  readonly redeemed: Float64Array;
  /** Redemptions that wait, oldest first. */
  queue: Waiting[];
  nextTicket: number;
};

/** An order states both amounts, as signed after a quote. */
export type Order = {
  readonly party: number;
  readonly asset: number;
  readonly coins: number;
  readonly collateral: number;
};

export type Waiting = { readonly ticket: number } & Order;

/** What binds: a cap, the hot buffer, those who wait for the same asset, or the gatekeeper. */
export type Binding = 'cap-asset' | 'cap-global' | 'buffer' | 'line' | 'halt';

export type Reason = Binding | 'party' | 'zero' | 'delta-limit';

export type Refused = { readonly kind: 'refused'; readonly reason: Reason };

/** To move: burn (redeem) or mint `coins`, pay out or take in `collateral`. */
export type Payment = Order;

export type Redeemed =
  | Refused
  | {
      readonly kind: 'accepted';
      readonly payment: Payment;
      /** Of the line, -1 when nothing waits. */
      readonly ticket: number;
      readonly waitingCoins: number;
      /** Why something waits. */
      readonly binding: Binding | undefined;
    };

export function create(terms: Terms): State {
  const count = terms.assets.length;
  return {
    isHalted: false,
    block: 0,
    minted: new Float64Array(count),
    redeemed: new Float64Array(count),
    queue: [],
    nextTicket: 0,
  };
}

/** USDe for collateral of a stable, after the fee, rounded down. */
export function quoteMint(terms: Terms, asset: number, collateral: number): number {
  const par = MintRedeemLimit.rescaleDown(collateral, terms.assets[asset]!.decimals, terms.decimals);
  return mulDivDown(par, 10_000 - terms.mintFeeBps, 10_000);
}

/** Stable for USDe after the fee, rounded down; `ratioPpm` is 1e6 at par, less under pro-rata redemption. */
export function quoteRedeem(terms: Terms, asset: number, coins: number, ratioPpm: number): number {
  const net = mulDivDown(mulDivDown(coins, ratioPpm, 1e6), 10_000 - terms.redeemFeeBps, 10_000);
  return MintRedeemLimit.rescaleDown(net, terms.decimals, terms.assets[asset]!.decimals);
}

/**
 * USDe atoms redeemable for a stable in the block of `nowUs`, and what binds. `hot` is the buffer in atoms of the
 * stable, counted at par. Those who wait are not counted: they come first.
 */
export function assess(
  state: State,
  terms: Terms,
  asset: number,
  hot: number,
  nowUs: number,
): { readonly coins: number; readonly binding: Binding } {
  const buffer = MintRedeemLimit.rescaleDown(hot, terms.assets[asset]!.decimals, terms.decimals);
  return limit(state, terms, asset, buffer, nowUs);
}

/** Atoms of an asset owed to those who wait. */
export function waiting(state: State, asset: number): number {
  let atoms = 0;
  for (const one of state.queue) if (one.asset === asset) atoms += one.collateral;
  return atoms;
}

/** The gatekeepers' switch: nothing is minted or paid until it is turned back. */
export function setHalted(state: State, isHalted: boolean): void {
  state.isHalted = isHalted;
}

/** Mints whole or not at all. */
export function mint(
  state: State,
  terms: Terms,
  order: Order,
  nowUs: number,
): Refused | { readonly kind: 'minted'; readonly payment: Payment } {
  const reason = guard(state, terms, order, 'mint');
  if (reason) return { kind: 'refused', reason };
  roll(state, terms, nowUs);
  const own = state.minted[order.asset]! + order.coins;
  if (own > terms.assets[order.asset]!.mintCap) return { kind: 'refused', reason: 'cap-asset' };
  if (sum(state.minted) + order.coins > terms.mintCap) return { kind: 'refused', reason: 'cap-global' };
  state.minted[order.asset] = own;
  return { kind: 'minted', payment: order };
}

/**
 * Redeems. Under 'refuse' whole or not at all; under 'queue' what can be paid now is paid unless others wait for the
 * same asset, and the rest waits. The caller burns and pays `payment` and locks `waitingCoins`.
 */
export function redeem(state: State, terms: Terms, order: Order, hot: number, nowUs: number): Redeemed {
  const reason = guard(state, terms, order, 'redeem');
  if (reason) return { kind: 'refused', reason };
  roll(state, terms, nowUs);
  const isBehind = state.queue.some((one) => one.asset === order.asset);
  const now = payable(state, terms, order, hot, nowUs);
  const { coins, binding } = isBehind ? { coins: 0, binding: 'line' as const } : now;
  if (coins < order.coins && terms.whenShort === 'refuse') return { kind: 'refused', reason: binding };
  const payment = part(order, coins);
  state.redeemed[order.asset]! += coins;
  const waitingCoins = order.coins - coins;
  const rest = { ...order, coins: waitingCoins, collateral: order.collateral - payment.collateral };
  const ticket = waitingCoins > 0 ? state.nextTicket++ : -1;
  if (ticket >= 0) state.queue.push({ ticket, ...rest });
  return { kind: 'accepted', payment, ticket, waitingCoins, binding: ticket >= 0 ? binding : undefined };
}

/**
 * Pays those who wait, oldest first, as caps and buffers (`hot`, atoms per asset, not changed) allow. Who is paid in part
 * has used up what bound him, so nobody behind him overtakes.
 */
export function serve(state: State, terms: Terms, hot: ArrayLike<number>, nowUs: number): Payment[] {
  roll(state, terms, nowUs);
  const left = Float64Array.from(hot);
  const payments: Payment[] = [];
  const queue: Waiting[] = [];
  for (const one of state.queue) {
    const { asset } = one;
    const { coins } = payable(state, terms, one, left[asset]!, nowUs);
    const payment = part(one, coins);
    if (coins > 0) payments.push(payment);
    state.redeemed[asset]! += coins;
    left[asset]! -= payment.collateral;
    const collateral = one.collateral - payment.collateral;
    if (coins < one.coins) queue.push({ ...one, coins: one.coins - coins, collateral });
  }
  state.queue = queue;
  return payments;
}

/** Leaves the line; USDe atoms to unlock, 0 for an unknown ticket. */
export function cancel(state: State, ticket: number): number {
  const found = state.queue.find((one) => one.ticket === ticket);
  state.queue = state.queue.filter((one) => one !== found);
  return found?.coins ?? 0;
}

function guard(state: State, terms: Terms, order: Order, side: 'mint' | 'redeem'): Reason | undefined {
  if (state.isHalted) return 'halt';
  if (!terms.parties.has(order.party)) return 'party';
  if (order.coins <= 0 || order.collateral <= 0) return 'zero';
  const { isStable, decimals } = terms.assets[order.asset]!;
  if (!isStable) return undefined;
  const collateral = MintRedeemLimit.rescaleDown(order.collateral, decimals, terms.decimals);
  const isFair = MintRedeemLimit.isWithin(side, collateral, order.coins, terms.limitBps);
  return isFair ? undefined : 'delta-limit';
}

/** USDe of an order that can be paid now: caps count USDe, the buffer counts what the order is paid. */
function payable(
  state: State,
  terms: Terms,
  order: Order,
  hot: number,
  nowUs: number,
): { readonly coins: number; readonly binding: Binding } {
  const covered = hot >= order.collateral ? order.coins : mulDivDown(order.coins, hot, order.collateral);
  const { coins, binding } = limit(state, terms, order.asset, covered, nowUs);
  return { coins: Math.min(order.coins, coins), binding };
}

/** The least of both caps and of the USDe that the buffer covers. */
function limit(
  state: State,
  terms: Terms,
  asset: number,
  covered: number,
  nowUs: number,
): { readonly coins: number; readonly binding: Binding } {
  if (state.isHalted) return { coins: 0, binding: 'halt' };
  const isSame = blockOf(terms, nowUs) === state.block;
  const own = terms.assets[asset]!.redeemCap - (isSame ? state.redeemed[asset]! : 0);
  const all = terms.redeemCap - (isSame ? sum(state.redeemed) : 0);
  const coins = Math.max(0, Math.min(own, all, covered));
  const binding = covered <= Math.min(own, all) ? 'buffer' : own <= all ? 'cap-asset' : 'cap-global';
  return { coins, binding };
}

/** The same price for a part; the stable rounds down until the last part takes the rest. */
function part(order: Order, coins: number): Payment {
  const { party, asset } = order;
  return { party, asset, coins, collateral: mulDivDown(order.collateral, coins, order.coins) };
}

function roll(state: State, terms: Terms, nowUs: number): void {
  const block = blockOf(terms, nowUs);
  if (block === state.block) return;
  state.block = block;
  state.minted.fill(0);
  state.redeemed.fill(0);
}

function blockOf(terms: Terms, nowUs: number): number {
  return Rounding.down(nowUs / terms.blockUs);
}

function sum(column: Float64Array): number {
  let total = 0;
  for (const x of column) total += x;
  return total;
}
