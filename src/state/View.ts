import type * as Streams from '../base/Streams.js';
import type { IssuerView } from '../chain/issuer/IssuerView.js';
import type { LendingProtocol } from '../chain/lending/LendingProtocol.js';
import type { Standing } from '../chain/lending/Standing.js';
import type { Outbox } from '../messages/Outbox.js';
import type { Asset, Feed, Market, News } from './Engine.js';

export type { IssuerView };

/** What an agent can see of a market: its rules and ids, never its book. */
export type MarketView = Readonly<
  Pick<
    Market,
    | 'id'
    | 'venue'
    | 'symbol'
    | 'perp'
    | 'base'
    | 'quote'
    | 'tick'
    | 'lot'
    | 'takerFeePpm'
    | 'crowd'
    | 'maxLeverage'
  >
>;

/** Own crowd rows as their holders see them. */
export interface CrowdView {
  readonly count: number;
  readonly lots: Float64Array;
  readonly entry: Float64Array;
  readonly weight: Float64Array;
  readonly state: Uint8Array;
}

/** A pool of the chain as it stood before the present block. Coins are asset ids, amounts atoms, prices per unit. */
export interface PoolView {
  readonly id: string;
  readonly coins: readonly number[];
  /** Asset of its shares, -1 where providers hold positions. */
  readonly share: number;
  /** What an account has in it, in the unit that a call to take liquidity out names. */
  shares(account: number): number;
  /** Largest share of one coin in the pool's value. */
  imbalance(): number;
  balance(asset: number): number;
  /** Units of `to` per unit of `from` for an infinitesimal trade, before the fee. */
  spot(from: number, to: number): number;
  /** Atoms of `to` that `atoms` of `from` would bring after the fee. */
  quote(from: number, to: number, atoms: number): number;
  /** Atoms of `from` to sell until the next ones bring only `price` after the fee. */
  sizeToPrice(from: number, to: number, price: number): number;
}

/** A lending protocol as of the last block. Columns by reserve, positions by number. */
export type LendingView = Readonly<
  Pick<
    LendingProtocol,
    | 'id'
    | 'assets'
    | 'price'
    | 'cash'
    | 'utilization'
    | 'borrowRate'
    | 'supplyRate'
    | 'breached'
    | 'breach'
    | 'dustUsd'
  >
>;

/** A liquidation as an agent asks for it: reserves, atoms offered at most, and whether it takes a claim instead of cash. */
export interface LiquidationAsked {
  readonly position: number;
  readonly collateral: number;
  readonly debt: number;
  readonly cover: number;
  readonly isClaim: boolean;
}

/**
 * The world from an agent's desk: feeds as last published, its own accounts, public news, its own streams, and an
 * outbox. Everything here is read-only but the outbox.
 */
export interface View {
  readonly nowUs: number;
  /** Journal id of the event that woke the agent's venue last; orders of ordinary flow carry 0. */
  readonly box: Outbox;
  readonly streams: Streams.Streams;
  readonly feed: Readonly<Feed>;
  readonly news: Readonly<News>;
  readonly markets: readonly MarketView[];
  readonly assets: readonly Readonly<Asset>[];
  /** What rests under a quote handle: lots left, 0 when nothing. */
  resting(owner: number): number;
  balance(account: number, asset: number): number;
  reserved(account: number, asset: number): number;
  lots(account: number, market: number): number;
  /** Atoms of an asset an account owes its venue, and the rate a year at which such debts grow. */
  owed(account: number, asset: number): number;
  borrowRate(venue: number): number;
  /** Margin state: 0 normal, 1 margin call, 2 reduce-only, 3 in liquidation. */
  state(account: number): number;
  /** Last assessed margin equity and free margin, dollars. */
  equity(account: number): number;
  free(account: number): number;
  /** Visible dollars within a share of the touch, from the public depth feed. */
  depthUsd(market: number, side: number, within: number): number;
  /** Dollars that a market has traded since the start, from its public tape. */
  tradedUsd(market: number): number;
  /** Public redemption value of a staked asset in dollars, 0 if it has none. */
  redemption(asset: number): number;
  crowd(index: number): CrowdView;
  /** Account id of a crowd row. */
  rowAccount(crowd: number, row: number): number;
  /** By the number a call names them with. */
  readonly pools: readonly PoolView[];
  /** Base fee of the next block in wei per gas, and dollars of one transaction in it with a tip; 0 without a chain. */
  baseFee(): number;
  gasUsd(tip?: number): number;
  /** Lending protocols by the number a call names them with; a position's standing and its deposit of an asset. */
  readonly lendings: readonly LendingView[];
  standing(lending: number, position: number): Standing;
  deposit(lending: number, position: number, asset: number): number;
  /** Position of an account in a protocol, -1 for none. */
  positionOf(lending: number, account: number): number;
  /** Atoms a liquidation would repay and seize now, by reserves; undefined when refused. */
  liquidation(
    lending: number,
    asked: LiquidationAsked,
  ): { readonly repaid: number; readonly seized: number } | undefined;
  /** Issuers by the number a call names them with. */
  readonly issuers: readonly IssuerView[];
  /** Time a transfer between two accounts would take now, µs; -1 when a side is halted or nothing moves. */
  transferUs(from: number, to: number, asset: number): number;
  /** What a room that plugs in shows to everybody, by its name; undefined where the world has none. */
  plugged(name: string): unknown;
}
