import type { Address } from '@ethereumjs/util';
import * as Health from '../../src/mechanisms/lending/aave-v3/Health.js';
import * as LendingPool from '../../src/mechanisms/lending/aave-v3/LendingPool.js';
import type * as AaveMarket from './AaveMarket.js';
import * as Contracts from './Contracts.js';

/* One pool in two worlds, and what must be alike in both. */

export interface Walk {
  readonly market: AaveMarket.Market;
  readonly pool: LendingPool.Pool;
  readonly prices: number[];
  readonly startS: bigint;
  readonly draw: () => number;
  readonly told: Tally;
}

export interface Tally {
  steps: number;
  readonly allowed: Record<string, number>;
  readonly refused: Record<string, number>;
  /** Largest differences seen: atoms, and relative for rates, indices and health. */
  atoms: number;
  relative: number;
  /** Refusals for another of several reasons that hold. */
  otherReason: number;
  readonly others: Record<string, number>;
}

/** The pool at the contract's time: what its views show. Reserves that nothing touches store no interest. */
export function seen({ pool, market, startS }: Walk): LendingPool.Pool {
  const copy = structuredClone(pool);
  LendingPool.accrue(copy, Number(market.chain.time - startS) * 1e6);
  return copy;
}

export const user = ({ market }: Walk, p: number): Address => market.users[p]!;
export const asset = ({ market }: Walk, r: number): string => market.tokens[r]!.address.toString();

/** Refusals by the number of their error in v3.0 and its name in v3.6, and what the engine may call them. */
const REASONS: Readonly<Record<string, readonly string[]>> = {
  '24': ['no-amount'],
  '25': ['no-amount'],
  '26': ['no-amount'],
  '32': ['no-balance'],
  '34': ['max-ltv'],
  '35': ['health'],
  '36': ['max-ltv'],
  '39': ['no-debt'],
  '43': ['no-balance'],
  '45': ['healthy'],
  '46': ['no-collateral'],
  '47': ['no-debt'],
  '50': ['borrow-cap'],
  '51': ['supply-cap'],
  '57': ['max-ltv', 'zero-ltv-first'],
  '58': ['not-borrowable'],
  '62': ['max-ltv'],
  'InvalidAmount()': ['no-amount'],
  'InvalidMintAmount()': ['no-amount'],
  'InvalidBurnAmount()': ['no-amount'],
  'NotEnoughAvailableUserBalance()': ['no-balance'],
  'LtvValidationFailed()': ['max-ltv', 'zero-ltv-first'],
  'HealthFactorLowerThanLiquidationThreshold()': ['health'],
  'CollateralCannotCoverNewBorrow()': ['max-ltv'],
  'NoDebtOfSelectedType()': ['no-debt'],
  'UnderlyingBalanceZero()': ['no-balance'],
  'HealthFactorNotBelowThreshold()': ['healthy'],
  'CollateralCannotBeLiquidated()': ['no-collateral'],
  'SpecifiedCurrencyNotBorrowedByUser()': ['no-debt'],
  'BorrowCapExceeded()': ['borrow-cap'],
  'SupplyCapExceeded()': ['supply-cap'],
  'UserInIsolationModeOrLtvZero()': ['max-ltv'],
  'BorrowingNotEnabled()': ['not-borrowable'],
  'NotBorrowableInEMode()': ['not-borrowable'],
  'MustNotLeaveDust()': ['leaves-dust'],
  'SelfLiquidation()': ['own-position'],
  'InvalidCollateralInEmode(address,uint256)': ['max-ltv'],
  'InvalidDebtInEmode(address,uint256)': ['not-borrowable'],
};

export function agree(
  walk: Walk,
  name: string,
  outcome: Contracts.Outcome,
  reason: string,
  asked: string,
): void {
  const { told } = walk;
  if (outcome.ok !== (reason === ''))
    throw new Error(
      `step ${told.steps}, ${name} ${asked}: contract ${outcome.ok ? 'allows' : `refuses (${outcome.why})`}, engine ${reason || 'allows'}`,
    );
  if (outcome.ok) told.allowed[name] = (told.allowed[name] ?? 0) + 1;
  else {
    told.refused[`${name}: ${reason}`] = (told.refused[`${name}: ${reason}`] ?? 0) + 1;
    const why = outcome.why.replace(/\(0x\w+,\d+\)$/, '(address,uint256)');
    const known = REASONS[why] ?? ['no-cash'];
    if (!known.includes(reason)) {
      told.otherReason++;
      told.others[`${name}: ${reason}, contract ${why}`] =
        (told.others[`${name}: ${reason}, contract ${why}`] ?? 0) + 1;
    }
  }
}

/** Everything that a step touched, on both sides. */
export async function compare(
  walk: Walk,
  reserves: readonly number[],
  positions: readonly number[],
): Promise<void> {
  const { market, pool, told } = walk;
  const atoms = (what: string, mine: number, theirs: bigint) => {
    const off = Math.abs(mine - Number(theirs));
    told.atoms = Math.max(told.atoms, off);
    if (off > 1) throw new Error(`step ${told.steps}, ${what}: ${mine}, contract ${theirs}`);
  };
  const ratio = (what: string, mine: bigint, theirs: bigint) => {
    const off = theirs === mine ? 0 : Math.abs(Number(mine - theirs) / Number(theirs));
    told.relative = Math.max(told.relative, off);
    if (off > 1e-9) throw new Error(`step ${told.steps}, ${what}: ${mine}, contract ${theirs}`);
  };
  for (const r of reserves) {
    const reserve = pool.reserves[r]!;
    const [data] = (await Contracts.must(market.pool, Contracts.OWNER, 'getReserveData', asset(walk, r))) as [
      Record<string, bigint>,
    ];
    ratio(`index of deposits ${r}`, reserve.liquidityIndex, data.liquidityIndex!);
    ratio(`index of debts ${r}`, reserve.debtIndex, data.variableBorrowIndex!);
    ratio(`supply rate ${r}`, reserve.supplyRate, data.currentLiquidityRate!);
    ratio(`borrow rate ${r}`, reserve.borrowRate, data.currentVariableBorrowRate!);
    const supply = await Contracts.read(market.claims[r]!, 'scaledTotalSupply');
    atoms(`deposits ${r}`, reserve.supplyShares + reserve.treasuryShares, supply + data.accruedToTreasury!);
    if (pool.version >= 3.3)
      atoms(
        `deficit ${r}`,
        reserve.deficit,
        await Contracts.read(market.pool, 'getReserveDeficit', asset(walk, r)),
      );
    atoms(`debts ${r}`, reserve.debtShares, await Contracts.read(market.debts[r]!, 'scaledTotalSupply'));
    const cash = await Contracts.read(market.tokens[r]!, 'balanceOf', market.claims[r]!.address.toString());
    atoms(`cash ${r}`, reserve.cash, cash);
    for (const p of positions) {
      const who = user(walk, p).toString();
      const claim = await Contracts.read(market.claims[r]!, 'scaledBalanceOf', who);
      atoms(`claim of ${p} in ${r}`, LendingPool.supplySharesOf(pool, p, r), claim);
      const debt = await Contracts.read(market.debts[r]!, 'scaledBalanceOf', who);
      atoms(`debt of ${p} in ${r}`, LendingPool.debtSharesOf(pool, p, r), debt);
    }
  }
  const view = seen(walk);
  for (const p of positions) {
    const account = await Contracts.must(
      market.pool,
      Contracts.OWNER,
      'getUserAccountData',
      user(walk, p).toString(),
    );
    ratio(`health of ${p}`, Health.ofPosition(view, walk.prices, p).health, account[5] as bigint);
  }
}
