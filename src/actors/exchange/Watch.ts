import type { Watch } from '../Holders.js';

/**
 * Margin accounts ordered by the price travel at which they could breach: the ordered index behind step 4 of
 * "one event, end to end". An account is looked at only when the venue's travel passes its key.
 */
export function create(accounts: number): Watch {
  return {
    size: 0,
    key: new Float64Array(64),
    account: new Int32Array(64),
    armed: new Float64Array(accounts).fill(-1),
  };
}

/** Arms an account at a travel; an older entry becomes stale. */
export function arm(watch: Watch, account: number, key: number): void {
  if (watch.size === watch.key.length) grow(watch);
  watch.armed[account] = key;
  let hole = watch.size++;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    if (!before(key, account, watch.key[parent]!, watch.account[parent]!)) break;
    watch.key[hole] = watch.key[parent]!;
    watch.account[hole] = watch.account[parent]!;
    hole = parent;
  }
  watch.key[hole] = key;
  watch.account[hole] = account;
}

/** Takes the next account due at `travel`, -1 when none is. */
export function due(watch: Watch, travel: number): number {
  while (watch.size > 0 && watch.key[0]! <= travel) {
    const key = watch.key[0]!;
    const account = watch.account[0]!;
    removeFirst(watch);
    if (watch.armed[account] !== key) continue;
    watch.armed[account] = -1;
    return account;
  }
  return -1;
}

function before(key: number, account: number, otherKey: number, otherAccount: number): boolean {
  return key < otherKey || (key === otherKey && account < otherAccount);
}

function removeFirst(watch: Watch): void {
  const size = --watch.size;
  const key = watch.key[size]!;
  const account = watch.account[size]!;
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= size) break;
    const right = child + 1;
    if (
      right < size &&
      before(watch.key[right]!, watch.account[right]!, watch.key[child]!, watch.account[child]!)
    )
      child = right;
    if (!before(watch.key[child]!, watch.account[child]!, key, account)) break;
    watch.key[hole] = watch.key[child]!;
    watch.account[hole] = watch.account[child]!;
    hole = child;
  }
  watch.key[hole] = key;
  watch.account[hole] = account;
}

function grow(watch: Watch): void {
  const key = new Float64Array(watch.size * 2);
  key.set(watch.key);
  const account = new Int32Array(watch.size * 2);
  account.set(watch.account);
  watch.key = key;
  watch.account = account;
}
