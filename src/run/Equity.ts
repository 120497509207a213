import * as Assess from '../exchange/Assess.js';
import * as Rows from '../exchange/Rows.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine } from '../state/Engine.js';
import * as Whole from '../units/Whole.js';

/** Full equity of a margin account or of a row of a crowd, dollars: collateral at market and profit of what is open. */
export function of(engine: Engine, account: number): number {
  if (account < Accounts.CROWD_BASE) {
    const one = Assess.create();
    Assess.assess(engine, account, one);
    return one.fullEquity;
  }
  const offset = account - Accounts.CROWD_BASE;
  const crowd = engine.crowds[Whole.down(offset / Accounts.MOST_ROWS)]!;
  return Rows.equity(engine, engine.markets[crowd.market]!, crowd, offset % Accounts.MOST_ROWS);
}
