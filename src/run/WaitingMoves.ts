import * as Family from '../chain/lending/Family.js';
import type { LendingProtocol } from '../chain/lending/LendingProtocol.js';
import * as Standing from '../chain/lending/Standing.js';
import * as Assess from '../exchange/Assess.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine } from '../state/Engine.js';
import * as Sums from './WaitingSums.js';

/** A fall or rise, in percent, of the assets that are marked; the others keep their prices. */
interface Move {
  readonly moving: Uint8Array;
  readonly sign: 1 | -1;
}

const FURTHEST = 99;

/**
 * Margin accounts and loans by the move at which each breaches. What they depend on is many prices: all prices move
 * together by the same part, dollars and coins meant to be worth one stay, and each of those coins also moves alone.
 */
export function add(engine: Engine, byAsset: readonly Sums.Sums[]): void {
  for (const move of moves(engine)) {
    const at = Array.from({ length: FURTHEST + 1 }, (_, percent) => shifted(engine, move, percent));
    accounts(at, move, byAsset);
    for (const lending of engine.onchain.lendings) loans(lending, move, byAsset);
  }
}

function moves({ assets }: Engine): Move[] {
  const isPegged = assets.map(({ dollar, openUsd }) => !dollar && openUsd === 1);
  const together = Uint8Array.from(assets, ({ dollar }, i) => (dollar || isPegged[i] ? 0 : 1));
  const alone = assets.flatMap((_, i) =>
    isPegged[i] ? [Uint8Array.from(assets, (_one, j) => (i === j ? 1 : 0))] : [],
  );
  return [together, ...alone].flatMap((moving): Move[] => [
    { moving, sign: -1 },
    { moving, sign: 1 },
  ]);
}

function factor({ sign }: Move, percent: number): number {
  return 1 + (sign * percent) / Sums.PERCENT;
}

/** The same world at other prices: what an assessment reads of prices is replaced, all else is shared. */
function shifted(engine: Engine, move: Move, percent: number): Engine {
  const times = factor(move, percent);
  const { moving } = move;
  const mark = engine.feed.mark.map((value, id) =>
    moving[engine.markets[id]!.base] === 1 ? value * times : value,
  );
  const venues = engine.venues.map((venue) => ({
    ...venue,
    collateralUsd: venue.collateralUsd.map((value, asset) => (moving[asset] === 1 ? value * times : value)),
  }));
  return { ...engine, venues, feed: { ...engine.feed, mark } };
}

/** Least percent at which it is true, by bisection; 0 when it is true already or at no step. */
function least(isTrue: (percent: number) => boolean): number {
  if (!isTrue(FURTHEST) || isTrue(0)) return 0;
  let [low, high] = [0, FURTHEST];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isTrue(middle)) high = middle;
    else low = middle;
  }
  return high;
}

const one = Assess.create();

function accounts(at: readonly Engine[], move: Move, byAsset: readonly Sums.Sums[]): void {
  const engine = at[0]!;
  for (let account = 0; account < engine.accounts.count; account++) {
    if (engine.accounts.kind[account] !== Accounts.MARGIN) continue;
    const venue = engine.venues[engine.accounts.venue[account]!];
    if (venue === undefined || venue.margin === 'cash') continue;
    const held = exposure(engine, account, move);
    if (held.length === 0) continue;
    const percent = least((tried) => {
      Assess.assess(at[tried]!, account, one);
      return one.maintenance > 0 && one.equity <= venue.thresholds.liquidation * one.maintenance;
    });
    if (percent === 0) continue;
    const step = Sums.place((move.sign * percent) / Sums.PERCENT);
    for (const { asset, usd } of held) byAsset[asset]!.accountsUsd[step]! += usd;
  }
}

/** Dollars of each moving asset that a move hurts: collateral and longs in a fall, debts and shorts in a rise. */
function exposure(engine: Engine, account: number, { moving, sign }: Move): { asset: number; usd: number }[] {
  const { accounts, assets, feed, markets, ledger } = engine;
  const { collateralUsd, perps } = engine.venues[accounts.venue[account]!]!;
  const found: { asset: number; usd: number }[] = [];
  const balance = (cell: number) => (cell >= 0 ? ledger.balance[cell]! : 0);
  for (
    let asset = Accounts.nextHeld(accounts, account, -1);
    asset >= 0;
    asset = Accounts.nextHeld(accounts, account, asset)
  ) {
    if (moving[asset] !== 1) continue;
    const at = account * accounts.assets + asset;
    const atoms = balance(accounts.cash[at]!) + balance(accounts.reserved[at]!) + balance(accounts.debt[at]!);
    if (atoms * sign < 0)
      found.push({ asset, usd: (Math.abs(atoms) / assets[asset]!.unit) * collateralUsd[asset]! });
  }
  for (
    let local = Accounts.nextOpen(accounts, account, -1);
    local >= 0;
    local = Accounts.nextOpen(accounts, account, local)
  ) {
    const market = markets[perps[local]!]!;
    const lots = accounts.lots[account * accounts.width + local]!;
    if (moving[market.base] === 1 && lots * sign < 0)
      found.push({ asset: market.base, usd: Math.abs(lots) * market.lot * feed.mark[market.id]! });
  }
  return found;
}

function loans(lending: LendingProtocol, move: Move, byAsset: readonly Sums.Sums[]): void {
  const { read } = Family.of(lending);
  const at = Array.from({ length: FURTHEST + 1 }, (_, percent) =>
    lending.price.map((price, r) =>
      move.moving[lending.assets[r]!] === 1 ? price * factor(move, percent) : price,
    ),
  );
  for (let position = 0; position < lending.owner.length; position++) {
    const { debt, collateralUsd, debtUsd } = Standing.look(lending, position);
    if (!(debt > 0)) continue;
    const usd = move.sign < 0 ? collateralUsd : debtUsd;
    if (!lending.assets.some((asset, r) => move.moving[asset] === 1 && usd[r]! > 0)) continue;
    const percent = least((tried) => read.isLiquidatable(lending.book, at[tried]!, position));
    if (percent === 0) continue;
    const step = Sums.place((move.sign * percent) / Sums.PERCENT);
    lending.assets.forEach((asset, r) => {
      if (move.moving[asset] === 1) byAsset[asset]!.loansUsd[step]! += usd[r]!;
    });
  }
}
