import { expect, test } from 'vitest';
import * as MintRedeemLimit from '../../src/mechanisms/issuer/MintRedeemLimit.js';
import * as Vault from '../../src/mechanisms/issuer/Vault.js';
import * as VaultMath from '../../src/mechanisms/issuer/VaultMath.js';
import * as Funding from '../../src/mechanisms/perp/Funding.js';
import * as Time from '../../src/units/Time.js';
import { load } from './load.js';

const vectors = load('ethena-susde');
const PERIOD = 28_800;
const ONE = 10n ** 18n;

/** The chain's own numbers, digit by digit: the vault as 18-decimal integers, moved by the same arithmetic. */
const chain = { assets: 0n, shares: 0n, reward: 0n };

const total = (t: number) => chain.assets - VaultMath.unvested(chain.reward, t, PERIOD);

function expectState(name: string, at = 0): void {
  const { inp, out } = vectors.take(name)[at]!;
  const t = Number(inp.t);
  const unvested = VaultMath.unvested(chain.reward, t, PERIOD);
  const rate = VaultMath.toAssetsDown(ONE, chain.shares, total(t));
  expect([total(t), unvested, rate].map(String)).toEqual(out);
}

function expectDeposit(name: string, t: number): void {
  const { inp, out } = vectors.take(name)[0]!;
  const shares = VaultMath.toSharesDown(BigInt(inp.assets), chain.shares, total(t));
  expect(String(shares)).toBe(out);
  chain.shares += shares;
  chain.assets += BigInt(inp.assets);
}

function expectCooldown(name: string, t: number): bigint {
  const { inp, out } = vectors.take(name)[0]!;
  const assets = VaultMath.toAssetsDown(BigInt(inp.shares), chain.shares, total(t));
  expect(String(assets)).toBe(out);
  chain.shares -= BigInt(inp.shares);
  chain.assets -= assets;
  return assets;
}

test('deposits, vesting and exits to the last of 18 decimals', () => {
  expectDeposit('deposit first', PERIOD);
  chain.reward = 1234000000000000000567n;
  chain.assets += chain.reward;
  expectState('t=0 after');
  expectState('t=1h');
  expectState('t=4h');
  expectDeposit('deposit mid-vest', 14_400);
  expectState('after deposit');
  expectState('t=8h-1s');
  expectState('t=8h', 1);
  const first = expectCooldown('cooldownShares half', PERIOD);
  const second = expectCooldown('second cooldownShares', PERIOD + 6 * 86_400);
  const states = vectors.take('cooldown state');
  expect([String(first), String(first + second)]).toEqual(states.map((v) => v.out[1]));
  const redeem = vectors.take('redeem when cooldown=0')[0]!;
  expect(String(VaultMath.toAssetsDown(ONE, chain.shares, total(PERIOD + 14 * 86_400)))).toBe(redeem.out);
});

/** Atoms of 1e-8 in the vault of the engine; a number of the chain is met within one of them. */
const UNIT = 1e8;
const ATOM = 10n ** 10n;
const START = 1_700_000_000;
const terms: Vault.Terms = { vestingUs: 8 * Time.HOUR, minShares: UNIT, cooldownUs: 7 * Time.DAY };
const WEEK = 7 * Time.DAY;

const near = (actual: number, expected: string) =>
  expect(Math.abs(actual - Number(BigInt(expected) / ATOM))).toBeLessThanOrEqual(1);

/** What an operation moved; its refusal as text. */
const moved = (o: Vault.Outcome) => (o.kind === 'refused' ? o.reason : o);

const fail = (o: Vault.Outcome, revert: string) => {
  const names: Record<string, string> = {
    'still-vesting': 'StillVesting',
    'invalid-cooldown': 'InvalidCooldown',
    'cooldown-on': 'OperationNotAllowed',
  };
  expect(`REVERT ${names[moved(o) as string]}`).toBe(revert);
};

test('the same story in the vault of the engine: refusals, the end set anew, everything paid at once', () => {
  const vault = Vault.create();
  const alice = 1;
  Vault.deposit(vault, terms, 1e6 * UNIT, 0);
  Vault.reward(vault, terms, 1234 * UNIT, 0);
  const at = 4 * Time.HOUR;
  const came = Vault.deposit(vault, terms, 5e5 * UNIT, at);
  near(came.kind === 'done' ? came.shares : Number.NaN, vectors.take('deposit mid-vest')[0]!.out);
  near(Vault.totalAssets(vault, terms, at), vectors.take('after deposit')[0]!.out[0]);
  fail(Vault.reward(vault, terms, UNIT, at), vectors.take('second rewards')[0]!.out);
  const [first, second] = vectors.take('cooldown state');
  const start = 8 * Time.HOUR;
  Vault.cooldownShares(vault, terms, alice, 5e5 * UNIT, start);
  const cooling = () => vault.cooldowns.get(alice)!;
  near(cooling().assets, first!.out[1]);
  expect(START + cooling().endUs / Time.SECOND).toBe(Number(first!.out[0]));
  Vault.cooldownShares(vault, terms, alice, UNIT, start + 6 * Time.DAY);
  expect(START + cooling().endUs / Time.SECOND).toBe(Number(second!.out[0]));
  near(cooling().assets, second!.out[1]);
  fail(Vault.unstake(vault, alice, start + WEEK), vectors.take('unstake at first')[0]!.out);
  fail(Vault.redeem(vault, terms, UNIT, start + WEEK), vectors.take('ERC4626 redeem')[0]!.out);
  const paid = Vault.unstake(vault, alice, start + 6 * Time.DAY + WEEK);
  near(paid.kind === 'done' ? paid.assets : Number.NaN, vectors.take('unstake at second')[0]!.out);
  const plain = Vault.redeem(vault, { ...terms, cooldownUs: 0 }, UNIT, start + 14 * Time.DAY);
  near(plain.kind === 'done' ? plain.assets : Number.NaN, vectors.take('redeem when')[0]!.out);
});

test('parity of a mint is floored to whole basis points', () => {
  const { inp, out } = vectors.take('verifyStablesLimit')[0]!;
  inp.usde.forEach((coins: number, i: number) => {
    expect(MintRedeemLimit.deltaBpsDown(inp.collateral, coins)).toBe(out.bps[i]);
    expect(MintRedeemLimit.isWithin('mint', inp.collateral, coins, 0)).toBe(out.accepted[i]);
  });
});

test('funding of the short', () => {
  const { inp, out } = vectors.take('funding')[0]!;
  expect(-Funding.payment(-inp.short * inp.mark, Funding.toNano(inp.rate))).toBe(out);
});

test('every vector is used', () => {
  expect(vectors.unused()).toEqual([]);
});
