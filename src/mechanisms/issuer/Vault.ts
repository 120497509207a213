/**
 * Models:     sUSDe, the staking vault of USDe with vesting rewards and a cooldown (StakedUSDeV2).
 * Source:     code-423n4/2023-10-ethena at 9fd8e26, StakedUSDe.sol and StakedUSDeV2.sol.
 * Units:      assets in USDe atoms, shares in sUSDe atoms (both of the scenario's decimals), times in microseconds.
 * Simplified: no restricted roles; balances of users and of the silo stay with the ledger, the caller checks that a
 *             user holds the shares. One virtual atom is worth more than on chain: exits lose up to one atom more.
 * Invariants: none
 */
import { isSafe } from '../../base/Integer.js';
import * as VaultMath from './VaultMath.js';

export type Terms = {
  /** Rewards become assets of the shares over this time; 8 h. */
  readonly vestingUs: number;
  /** Fewer shares than this, unless none, are refused; one whole share on chain. */
  readonly minShares: number;
  /** How long what leaves waits in the silo; at 0 the plain exit is open instead. */
  readonly cooldownUs: number;
};

export type Cooling = {
  endUs: number;
  /** USDe atoms waiting in the silo. */
  assets: number;
};

export type State = {
  shares: number;
  /** USDe atoms of the vault, vested or not; the silo is not part of it. */
  assets: number;
  /** Last distribution and when it came. */
  vesting: number;
  vestingFromUs: number;
  /** Per user. */
  readonly cooldowns: Map<number, Cooling>;
};

export type Reason =
  | 'zero'
  | 'min-shares'
  | 'still-vesting'
  | 'cooldown-on'
  | 'cooldown-off'
  | 'excessive'
  | 'invalid-cooldown';

/** What an operation moved, or why it was refused and moved nothing. */
export type Outcome =
  | { readonly kind: 'done'; readonly assets: number; readonly shares: number }
  | { readonly kind: 'refused'; readonly reason: Reason };

export function create(): State {
  return { shares: 0, assets: 0, vesting: 0, vestingFromUs: 0, cooldowns: new Map() };
}

/** USDe atoms distributed but not yet earned. */
export function unvested(vault: State, terms: Terms, nowUs: number): number {
  return Number(VaultMath.unvested(vault.vesting, nowUs - vault.vestingFromUs, terms.vestingUs));
}

/** USDe atoms that belong to the shares. */
export function totalAssets(vault: State, terms: Terms, nowUs: number): number {
  return vault.assets - unvested(vault, terms, nowUs);
}

/** Shares that a deposit of assets gives now. */
export function quoteDeposit(vault: State, terms: Terms, assets: number, nowUs: number): number {
  return Number(VaultMath.toSharesDown(assets, vault.shares, totalAssets(vault, terms, nowUs)));
}

/** Assets that shares give now. */
export function quoteRedeem(vault: State, terms: Terms, shares: number, nowUs: number): number {
  return Number(VaultMath.toAssetsDown(shares, vault.shares, totalAssets(vault, terms, nowUs)));
}

/** Shares that assets cost when they leave now. */
export function quoteWithdraw(vault: State, terms: Terms, assets: number, nowUs: number): number {
  return Number(VaultMath.toSharesUp(assets, vault.shares, totalAssets(vault, terms, nowUs)));
}

/** Assets come in, shares are minted. */
export function deposit(vault: State, terms: Terms, assets: number, nowUs: number): Outcome {
  const shares = quoteDeposit(vault, terms, assets, nowUs);
  if (assets <= 0 || shares <= 0) return refused('zero');
  if (!isSafe(vault.shares + shares) || !isSafe(vault.assets + assets)) return refused('excessive');
  if (vault.shares + shares < terms.minShares) return refused('min-shares');
  vault.shares += shares;
  vault.assets += assets;
  return { kind: 'done', assets, shares };
}

/** The plain exit of ERC-4626: open only while the cooldown is zero. */
export function redeem(vault: State, terms: Terms, shares: number, nowUs: number): Outcome {
  if (terms.cooldownUs > 0) return refused('cooldown-on');
  return leave(vault, terms, { shares, assets: quoteRedeem(vault, terms, shares, nowUs) });
}

/** A distribution, in USDe atoms; refused while the last one still vests, so at most one per vesting time. */
export function reward(vault: State, terms: Terms, assets: number, nowUs: number): Outcome {
  if (unvested(vault, terms, nowUs) > 0) return refused('still-vesting');
  if (assets <= 0) return refused('zero');
  vault.assets += assets;
  vault.vesting = assets;
  vault.vestingFromUs = nowUs;
  return { kind: 'done', assets, shares: 0 };
}

/** Burns shares at the present rate; their assets go to the silo and wait. */
export function cooldownShares(
  vault: State,
  terms: Terms,
  user: number,
  shares: number,
  nowUs: number,
): Outcome {
  const assets = quoteRedeem(vault, terms, shares, nowUs);
  return cool(vault, terms, user, { shares, assets }, nowUs);
}

/** The same for an exact amount of assets: burns the shares it takes, rounded up. */
export function cooldownAssets(
  vault: State,
  terms: Terms,
  user: number,
  assets: number,
  nowUs: number,
): Outcome {
  const shares = quoteWithdraw(vault, terms, assets, nowUs);
  return cool(vault, terms, user, { shares, assets }, nowUs);
}

/** Pays out everything the user has waiting, once its one end has come. */
export function unstake(vault: State, user: number, nowUs: number): Outcome {
  const cooling = vault.cooldowns.get(user);
  if (!cooling) return refused('zero');
  if (nowUs < cooling.endUs) return refused('invalid-cooldown');
  vault.cooldowns.delete(user);
  return { kind: 'done', assets: cooling.assets, shares: 0 };
}

/** The end is set anew for all that the user has waiting: a second call delays the first. */
function cool(vault: State, terms: Terms, user: number, exit: Exit, nowUs: number): Outcome {
  const { cooldownUs } = terms;
  if (cooldownUs === 0) return refused('cooldown-off');
  const outcome = leave(vault, terms, exit);
  if (outcome.kind === 'refused') return outcome;
  const waiting = vault.cooldowns.get(user)?.assets ?? 0;
  vault.cooldowns.set(user, { endUs: nowUs + cooldownUs, assets: waiting + exit.assets });
  return outcome;
}

/** Shares that are burned, and the atoms that go for them. */
type Exit = { readonly shares: number; readonly assets: number };

function leave(vault: State, terms: Terms, { shares, assets }: Exit): Outcome {
  if (assets <= 0 || shares <= 0) return refused('zero');
  if (shares > vault.shares || assets > vault.assets) return refused('excessive');
  const left = vault.shares - shares;
  if (left > 0 && left < terms.minShares) return refused('min-shares');
  vault.shares = left;
  vault.assets -= assets;
  return { kind: 'done', assets, shares };
}

function refused(reason: Reason): Outcome {
  return { kind: 'refused', reason };
}
