import { expect, test } from 'vitest';
import * as Time from '../../units/Time.js';
import * as Vault from './Vault.js';
import * as VaultMath from './VaultMath.js';

const UNIT = 10_000;
const terms = { vestingUs: 8 * Time.HOUR, minShares: UNIT, cooldownUs: 7 * Time.DAY };
const open = { ...terms, cooldownUs: 0 };
const WEEK = 7 * Time.DAY;

/** A vault with a million USDe and one distribution at time 0. */
function funded(rewardAtoms = 800 * UNIT): Vault.State {
  const vault = Vault.create();
  Vault.deposit(vault, terms, 1e6 * UNIT, 0);
  if (rewardAtoms > 0) Vault.reward(vault, terms, rewardAtoms, 0);
  return vault;
}

const reasonOf = (o: Vault.Outcome) => (o.kind === 'refused' ? o.reason : 'done');

test('rewards belong to the shares by the second, not at once', () => {
  const vault = funded();
  expect(Vault.totalAssets(vault, terms, 0)).toBe(1e6 * UNIT);
  expect(Vault.totalAssets(vault, terms, 2 * Time.HOUR)).toBe(1_000_200 * UNIT);
  expect(Vault.totalAssets(vault, terms, 8 * Time.HOUR)).toBe(1_000_800 * UNIT);
  expect(Vault.unvested(vault, terms, 8 * Time.HOUR)).toBe(0);
});

test('a distribution waits until the last one has vested', () => {
  const vault = funded();
  const before = structuredClone(vault);
  expect(reasonOf(Vault.reward(vault, terms, UNIT, 8 * Time.HOUR - Time.SECOND))).toBe('still-vesting');
  expect(vault).toEqual(before);
  expect(reasonOf(Vault.reward(vault, terms, UNIT, 8 * Time.HOUR))).toBe('done');
});

test('who comes in and goes out again never gains', () => {
  for (const assets of [1, 7, 12_345, 999_999_999]) {
    const vault = funded();
    const now = 3 * Time.HOUR + 1;
    const quoted = Vault.quoteDeposit(vault, terms, assets, now);
    const came = Vault.deposit(vault, terms, assets, now);
    // One atom is worth less than one share's atom: it buys nothing and is refused.
    if (came.kind === 'refused') expect([quoted, assets]).toEqual([0, 1]);
    if (came.kind === 'refused') continue;
    expect(came.shares).toBe(quoted);
    expect(Vault.quoteRedeem(vault, terms, came.shares, now)).toBeLessThanOrEqual(assets);
    expect(Vault.quoteWithdraw(vault, terms, assets, now)).toBeGreaterThanOrEqual(came.shares);
  }
});

test('plain redemption is closed while there is a cooldown and the other way round', () => {
  const vault = funded(0);
  expect(reasonOf(Vault.redeem(vault, terms, UNIT, 0))).toBe('cooldown-on');
  expect(reasonOf(Vault.cooldownShares(vault, open, 1, UNIT, 0))).toBe('cooldown-off');
  expect(Vault.redeem(vault, open, UNIT, 0)).toEqual({ kind: 'done', assets: UNIT, shares: UNIT });
});

test('a second cooldown delays the first; one user does not delay another', () => {
  let vault = funded(0);
  Vault.cooldownShares(vault, terms, 1, 500 * UNIT, 0);
  Vault.cooldownAssets(vault, terms, 2, 10 * UNIT, 0);
  Vault.cooldownShares(vault, terms, 1, UNIT, 6 * Time.DAY);
  vault = structuredClone(vault);
  expect(vault.assets).toBe((1e6 - 511) * UNIT);
  expect(reasonOf(Vault.unstake(vault, 1, WEEK))).toBe('invalid-cooldown');
  expect(Vault.unstake(vault, 2, WEEK)).toMatchObject({ kind: 'done', assets: 10 * UNIT });
  expect(Vault.unstake(vault, 1, 13 * Time.DAY)).toMatchObject({ kind: 'done', assets: 501 * UNIT });
  expect(reasonOf(Vault.unstake(vault, 1, 13 * Time.DAY))).toBe('zero');
});

test('what cools down earns nothing: the rate of the others is what it was', () => {
  const vault = funded();
  const now = 4 * Time.HOUR;
  const rate = Vault.quoteRedeem(vault, terms, 100_000 * UNIT, now);
  Vault.cooldownShares(vault, terms, 1, 400_000 * UNIT, now);
  expect(Vault.quoteRedeem(vault, terms, 100_000 * UNIT, now) - rate).toBeLessThanOrEqual(1);
  const cooling = vault.cooldowns.get(1)!.assets;
  expect(Vault.quoteRedeem(vault, terms, 100_000 * UNIT, 8 * Time.HOUR)).toBeGreaterThan(rate);
  expect(vault.cooldowns.get(1)!.assets).toBe(cooling);
});

test('refusals leave the vault as it was', () => {
  const vault = funded(0);
  const before = structuredClone(vault);
  expect(reasonOf(Vault.deposit(vault, terms, 0, 0))).toBe('zero');
  expect(reasonOf(Vault.deposit(vault, terms, Number.MAX_SAFE_INTEGER - 1, 0))).toBe('excessive');
  expect(reasonOf(Vault.redeem(vault, open, 1e6 * UNIT + 1, 0))).toBe('excessive');
  expect(reasonOf(Vault.redeem(vault, open, 1e6 * UNIT - 1, 0))).toBe('min-shares');
  expect(vault).toEqual(before);
  expect(reasonOf(Vault.deposit(Vault.create(), terms, UNIT - 1, 0))).toBe('min-shares');
  expect(reasonOf(Vault.redeem(vault, open, 1e6 * UNIT, 0))).toBe('done');
  expect([vault.shares, vault.assets]).toEqual([0, 0]);
});

test('both roundings bracket the exact rate by at most one atom', () => {
  for (let assets = 1; assets < 200; assets++) {
    const down = VaultMath.toSharesDown(assets, 1_000_003, 1_234_577);
    const up = VaultMath.toSharesUp(assets, 1_000_003, 1_234_577);
    expect(up - down).toBe((BigInt(assets) * 1_000_004n) % 1_234_578n === 0n ? 0n : 1n);
    expect(VaultMath.toAssetsDown(down, 1_000_003, 1_234_577)).toBeLessThanOrEqual(assets);
  }
});
