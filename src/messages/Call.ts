/**
 * What an agent asks of anything that is not an order book: a rail, a pool, a lending protocol, an issuer. `atoms` are
 * whole and positive, accounts and assets are ids, and `origin` is the id of the journaled cause (0 = ordinary flow).
 */
interface Base {
  readonly origin: number;
}

/** Moves an asset between accounts of venues and chains. */
export interface Transfer extends Base {
  readonly op: 'transfer';
  readonly asset: number;
  readonly from: number;
  readonly to: number;
  /** Dollar assets may arrive as another one at par, through their issuers; else the same asset. */
  readonly toAsset: number;
  atoms: number;
}

/** What a transaction pays for block space: wei per gas at most, and of that for the proposer. */
export interface Bid {
  readonly maxFee: number;
  readonly tip: number;
}

/** Sells `atoms` of `from` for at least `atomsMin` of `to`. */
export interface Swap extends Base {
  readonly op: 'swap';
  readonly pool: number;
  readonly account: number;
  readonly from: number;
  readonly to: number;
  readonly atoms: number;
  readonly atomsMin: number;
  readonly bid: Bid;
}

/**
 * Liquidity: adds `amounts` (atoms by coin of the pool), or burns `shares` for a part of every coin or for one. Where
 * providers hold positions instead of shares, these are parts per million of all that the account has there.
 */
export interface Provide extends Base {
  readonly op: 'provide';
  readonly pool: number;
  readonly account: number;
  readonly amounts: readonly number[];
  /** Ticks between which it lies, where the curve has such. */
  readonly range?: { readonly lower: number; readonly upper: number };
  readonly bid: Bid;
}

export interface Unprovide extends Base {
  readonly op: 'unprovide';
  readonly pool: number;
  readonly account: number;
  readonly shares: number;
  /** The one coin everything is wanted in, an asset of the pool; absent: every coin. */
  readonly coin?: number;
  readonly bid: Bid;
}

/** Acts on a position of a lending protocol, with the sender's account as the other side. */
export interface Lend extends Base {
  readonly op: 'supply' | 'withdraw' | 'borrow' | 'repay';
  readonly lending: number;
  readonly position: number;
  readonly account: number;
  readonly asset: number;
  readonly atoms: number;
  readonly bid: Bid;
}

/**
 * Pays up to `atoms` of a position's debt for its collateral with the bonus: as much as the contract takes when it
 * executes. `isClaim`: the collateral stays with the protocol as the liquidator's deposit, which needs no cash there.
 */
export interface Liquidate extends Base {
  readonly op: 'liquidate';
  readonly lending: number;
  readonly position: number;
  readonly account: number;
  readonly collateral: number;
  readonly debt: number;
  readonly atoms: number;
  readonly isClaim: boolean;
  /** It is to stand right behind the oracle's report in the block that is being made, or in none. */
  readonly isBehind: boolean;
  readonly bid: Bid;
}

/** In one transaction: withdraws `atoms` of collateral, sells them in a pool, repays with what came out. */
export interface Deleverage extends Base {
  readonly op: 'deleverage';
  readonly lending: number;
  readonly position: number;
  readonly account: number;
  readonly pool: number;
  readonly collateral: number;
  readonly debt: number;
  readonly atoms: number;
  readonly bid: Bid;
}

/** Primary market of an issuer: `atoms` of the stable paid in (mint) or of the coin burned (redeem). */
export interface Primary extends Base {
  readonly op: 'mint' | 'redeem';
  readonly issuer: number;
  readonly account: number;
  /** The stable on the other side. */
  readonly asset: number;
  readonly atoms: number;
  readonly bid: Bid;
}

/** The issuer's staking vault: atoms of the coin (stake), of shares (cooldown); unstake takes all that is due. */
export interface Stake extends Base {
  readonly op: 'stake' | 'cooldown' | 'unstake';
  readonly issuer: number;
  readonly account: number;
  readonly atoms: number;
  readonly bid: Bid;
}

/** Burns `atoms` of UST or LUNA for at least `atomsMin` of the other at the market module of Terra. */
export interface TerraSwap extends Base {
  readonly op: 'terra-swap';
  readonly account: number;
  readonly from: number;
  readonly to: number;
  readonly atoms: number;
  readonly atomsMin: number;
}

/** Anchor: atoms of UST paid in, or of aUST given back. Staking: atoms of LUNA to bond, or to unbond. */
export interface TerraMove extends Base {
  readonly op: 'anchor-deposit' | 'anchor-withdraw' | 'terra-bond' | 'terra-unbond';
  readonly account: number;
  readonly atoms: number;
}

/** What waits for a block of Terra. */
export type TerraCall = TerraSwap | TerraMove;

/** What goes through a block. */
export type Transaction = Swap | Provide | Unprovide | Lend | Liquidate | Deleverage | Primary | Stake;

export type Call = Transfer | Transaction | TerraCall;

/** Calls on their way: a pool of slots, so that events carry one integer. */
export interface Calls {
  readonly rows: (Call | undefined)[];
  readonly free: number[];
}

export function create(): Calls {
  return { rows: [], free: [] };
}

/** Keeps a call until it is taken; returns its slot. */
export function put(calls: Calls, call: Call): number {
  const slot = calls.free.pop() ?? calls.rows.length;
  calls.rows[slot] = call;
  return slot;
}

export function take(calls: Calls, slot: number): Call {
  const call = calls.rows[slot];
  if (call === undefined) throw new Error(`no call in slot ${slot}`);
  calls.rows[slot] = undefined;
  calls.free.push(slot);
  return call;
}
