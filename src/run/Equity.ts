import type { LendingProtocol } from '../chain/lending/LendingProtocol.js';
import * as Standing from '../chain/lending/Standing.js';
import { CHAIN } from '../chain/OnChain.js';
import * as Assess from '../exchange/Assess.js';
import * as Rows from '../exchange/Rows.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine } from '../state/Engine.js';
import * as Whole from '../units/Whole.js';

/**
 * Full equity of an account or of a row of a crowd, dollars: collateral at market and profit of what is open, less what
 * is owed; on the chain also what lies in lending protocols.
 */
export function of(engine: Engine, account: number): number {
  if (account < Accounts.CROWD_BASE && engine.accounts.venue[account] === CHAIN)
    return onChain(engine, account);
  if (account < Accounts.CROWD_BASE) {
    const one = Assess.create();
    Assess.assess(engine, account, one);
    return one.fullEquity;
  }
  const offset = account - Accounts.CROWD_BASE;
  const crowd = engine.crowds[Whole.down(offset / Accounts.MOST_ROWS)]!;
  return Rows.equity(engine, engine.markets[crowd.market]!, crowd, offset % Accounts.MOST_ROWS);
}

function onChain(engine: Engine, account: number): number {
  let usd = 0;
  for (let asset = 0; asset < engine.assets.length; asset++) {
    const atoms = Accounts.balance(engine, account, asset);
    if (atoms !== 0)
      usd += (atoms / engine.assets[asset]!.unit) * priceOf(engine, asset, engine.feed.assetUsd[asset]!);
  }
  for (const lending of engine.onchain.lendings) {
    const position = lending.owner.indexOf(account);
    if (position >= 0) usd += ofPosition(engine, lending, position);
  }
  return usd;
}

/** Deposits less debts at market. */
function ofPosition(engine: Engine, lending: LendingProtocol, position: number): number {
  const { collateralUsd, debtUsd } = Standing.look(lending, position);
  let usd = 0;
  lending.assets.forEach((asset, r) => {
    const own = collateralUsd[r]! - debtUsd[r]!;
    if (own !== 0) usd += own * (priceOf(engine, asset, lending.price[r]!) / lending.price[r]!);
  });
  return usd;
}

/** Price on venues; of what trades on none, what it redeems to; else the price at hand. */
function priceOf({ assets, feed }: Engine, asset: number, hand: number): number {
  const { sources, redeemsTo, redemptionRatio } = assets[asset]!;
  if (sources.length > 0) return feed.assetUsd[asset]!;
  return redeemsTo >= 0 ? redemptionRatio * feed.assetUsd[redeemsTo]! : hand;
}
