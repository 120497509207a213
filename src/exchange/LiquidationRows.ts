import * as JournalWriter from '../kernel/JournalWriter.js';
import type { Engine, Venue } from '../state/Engine.js';
import * as Time from '../units/Time.js';
import * as Causes from './Causes.js';

/** A row is written for this share of what the account held when its liquidation began, and after this time at the latest. */
const SHARE = 0.01;
const LATEST_US = 60 * Time.SECOND;

/** What was executed for an account in one second, dollars. */
export interface Executed {
  readonly positionsUsd: number;
  readonly collateralUsd: number;
}

/** Nothing is written yet of a liquidation that begins; `grossUsd` is all that the account holds. */
export function begin({ accounts, kernel }: Engine, account: number, grossUsd: number): void {
  accounts.begunUsd[account] = grossUsd;
  accounts.writtenUs[account] = kernel.nowUs;
}

/**
 * Notes what was executed for an account in this second, and writes what has come together. An account that sells into a
 * thin book for hours would otherwise write a row of a few dollars a second. What is left is written when the
 * liquidation or the run ends.
 */
export function note(
  engine: Engine,
  venue: Venue,
  account: number,
  executed: Executed,
  isOver: boolean,
): void {
  const { accounts, kernel } = engine;
  const positionsUsd = accounts.unwrittenPositionsUsd[account]! + executed.positionsUsd;
  const collateralUsd = accounts.unwrittenCollateralUsd[account]! + executed.collateralUsd;
  const usd = positionsUsd + collateralUsd;
  if (usd === 0) return;
  const isDue =
    isOver ||
    usd >= SHARE * accounts.begunUsd[account]! ||
    kernel.nowUs - accounts.writtenUs[account]! >= LATEST_US ||
    kernel.nowUs + Time.SECOND > engine.endUs;
  accounts.unwrittenPositionsUsd[account] = isDue ? 0 : positionsUsd;
  accounts.unwrittenCollateralUsd[account] = isDue ? 0 : collateralUsd;
  if (!isDue) return;
  accounts.writtenUs[account] = kernel.nowUs;
  JournalWriter.record(engine.journal, kernel.nowUs, 'liquidation-order', accounts.origin[account]!, {
    venue: venue.id,
    market: 'account',
    account,
    usd: Causes.cents(usd),
    positionsUsd: Causes.cents(positionsUsd),
    collateralUsd: Causes.cents(collateralUsd),
  });
}
