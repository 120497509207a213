import type { Market } from '../Engine.js';
import type { Accounts } from '../Holders.js';

/**
 * Which columns of its row an account has ever used, ascending: an account that trades two coins is valued by looking at
 * two, however many are listed. A column that has emptied stays listed and reads as zero.
 */

/** Notes that an account has a cell of `asset`; call when the cell is opened. */
export function ofAsset(accounts: Accounts, account: number, asset: number): void {
  accounts.assetCount[account] = insert(
    accounts.assetList,
    account * accounts.assets,
    accounts.assetCount[account]!,
    asset,
  );
}

/** Notes that an account has a position in a perp of its venue, and so profit in its quote; call when lots leave zero. */
export function ofPerp(accounts: Accounts, account: number, market: Market): void {
  ofAsset(accounts, account, market.quote);
  accounts.perpCount[account] = insert(
    accounts.perpList,
    account * accounts.width,
    accounts.perpCount[account]!,
    market.local,
  );
}

/** Puts `column` in its place in list[from, from + count) unless it is there; gives the new count. */
function insert(list: Int32Array, from: number, count: number, column: number): number {
  let at = from + count;
  while (at > from && list[at - 1]! > column) at--;
  if (at > from && list[at - 1] === column) return count;
  list.copyWithin(at + 1, at, from + count);
  list[at] = column;
  return count + 1;
}
