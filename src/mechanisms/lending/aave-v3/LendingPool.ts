/**
 * Models:     an Aave v3 pool: reserves, efficiency modes, and who has supplied and borrowed what.
 * Source:     aave-dao/aave-v3-origin v3.7.0: SupplyLogic, BorrowLogic, LiquidationLogic.executeEliminateDeficit.
 * Units:      shares and amounts in atoms (safe integers); bit r of a mask is reserve r.
 * Simplified: up to 31 reserves (128 on chain); no delegation and no transfers of claims between users.
 * Invariants: none
 *
 * The functions below are the commit lines: they expect an accrued reserve and a passed check (Checks,
 * LiquidationCall), move shares and cash, and quote the rates anew. The ledger's postings are the caller's.
 */
import * as Reserve from './Reserve.js';
import * as Version from './Version.js';

/** An efficiency mode: other limits for the assets in `collateral`, and its own list of borrowable ones. */
export type Mode = {
  readonly collateral: number;
  readonly borrowable: number;
  /** Assets that allow no new debt in this mode, though it lists them. */
  readonly zeroLtv: number;
  readonly maxLtvBps: number;
  readonly liquidationLtvBps: number;
  readonly liquidationIncentiveBps: number;
  /** Assets outside `collateral` allow no new debt (v3.7). */
  readonly isIsolated: boolean;
};

/** Columns: position p has its shares of reserve r at p * width + r. */
export type Positions = {
  readonly width: number;
  count: number;
  supplyShares: Float64Array;
  debtShares: Float64Array;
  /** Index into the modes, 0 is none. */
  mode: Uint8Array;
  /** Reserves whose deposit secures the debt. */
  collateral: Int32Array;
};

export type Pool = {
  readonly version: Version.Version;
  readonly reserves: Reserve.Reserve[];
  /** The first is a placeholder for no mode. */
  readonly modes: (Mode | undefined)[];
  readonly positions: Positions;
};

export function create(
  terms: readonly Reserve.Terms[],
  modes: readonly Mode[],
  nowUs: number,
  version: Version.Version = Version.NEWEST,
): Pool {
  const positions = {
    width: terms.length,
    count: 0,
    supplyShares: new Float64Array(16 * terms.length),
    debtShares: new Float64Array(16 * terms.length),
    mode: new Uint8Array(16),
    collateral: new Int32Array(16),
  };
  const reserves = terms.map((one) => Reserve.create(one, nowUs, version));
  return { version, reserves, modes: [undefined, ...modes], positions };
}

/** A new position without anything; its id. */
export function open({ positions }: Pool): number {
  if (positions.count === positions.mode.length) grow(positions);
  return positions.count++;
}

export function supplySharesOf({ positions }: Pool, position: number, reserve: number): number {
  return positions.supplyShares[position * positions.width + reserve]!;
}

export function debtSharesOf({ positions }: Pool, position: number, reserve: number): number {
  return positions.debtShares[position * positions.width + reserve]!;
}

export function isCollateral({ positions }: Pool, position: number, reserve: number): boolean {
  return (positions.collateral[position]! & (1 << reserve)) !== 0;
}

/** Whether a position owes anything. */
export function owes({ positions }: Pool, position: number): boolean {
  const { width, debtShares } = positions;
  for (let r = 0; r < width; r++) if (debtShares[position * width + r]! > 0) return true;
  return false;
}

export function modeOf(pool: Pool, position: number): Mode | undefined {
  return pool.modes[pool.positions.mode[position]!];
}

/** Brings every reserve to now. */
export function accrue(pool: Pool, nowUs: number): void {
  for (const reserve of pool.reserves) Reserve.accrue(reserve, nowUs);
}

interface Change {
  readonly supplyShares?: number;
  readonly debtShares?: number;
  readonly cash?: number;
  /** A claim goes from one to another: the contract stores interest, and quotes no new rates. */
  readonly isHanded?: boolean;
}

/** Moves shares of a position and of its reserve, and cash. The rates follow, unless nothing but a claim changes hands. */
export function move(pool: Pool, position: number, index: number, change: Change): void {
  const { positions } = pool;
  const reserve = pool.reserves[index]!;
  const at = position * positions.width + index;
  positions.supplyShares[at]! += change.supplyShares ?? 0;
  positions.debtShares[at]! += change.debtShares ?? 0;
  reserve.supplyShares += change.supplyShares ?? 0;
  reserve.debtShares += change.debtShares ?? 0;
  reserve.cash += change.cash ?? 0;
  reserve.room += Reserve.ROUNDED;
  if (change.supplyShares !== undefined && positions.supplyShares[at] === 0)
    setCollateral(pool, position, index, false);
  if (change.isHanded !== true) Reserve.requote(reserve);
}

export function supply(pool: Pool, position: number, index: number, amount: number): void {
  const supplyShares = Reserve.supplySharesDown(pool.reserves[index]!, amount);
  move(pool, position, index, { supplyShares, cash: amount });
}

export function withdraw(pool: Pool, position: number, index: number, amount: number): void {
  const supplyShares = -Reserve.supplySharesUp(pool.reserves[index]!, amount);
  move(pool, position, index, { supplyShares, cash: -amount });
}

export function borrow(pool: Pool, position: number, index: number, amount: number): void {
  const debtShares = Reserve.debtSharesUp(pool.reserves[index]!, amount);
  move(pool, position, index, { debtShares, cash: -amount });
}

/** `amount` is at most what is owed; exactly that clears the debt. */
export function repay(pool: Pool, position: number, index: number, amount: number): void {
  const burnt = Reserve.debtSharesDown(pool.reserves[index]!, amount);
  const debtShares = -Math.min(burnt, debtSharesOf(pool, position, index));
  move(pool, position, index, { debtShares, cash: amount });
}

/** Makes a deposit secure the debt, or not. */
export function setCollateral({ positions }: Pool, position: number, index: number, isOn: boolean): void {
  const bit = 1 << index;
  if (isOn) positions.collateral[position]! |= bit;
  else positions.collateral[position]! &= ~bit;
}

export function setMode({ positions }: Pool, position: number, mode: number): void {
  positions.mode[position] = mode;
}

/** Whoever covers a deficit gives up that much of his deposit: cash stays, claims shrink. `amount` <= deficit. */
export function coverDeficit(pool: Pool, position: number, index: number, amount: number): void {
  const reserve = pool.reserves[index]!;
  reserve.deficit -= amount;
  move(pool, position, index, { supplyShares: -Reserve.supplySharesUp(reserve, amount) });
}

function grow(positions: Positions): void {
  const rows = positions.mode.length * 2;
  const wide = (old: Float64Array) => {
    const column = new Float64Array(rows * positions.width);
    column.set(old);
    return column;
  };
  positions.supplyShares = wide(positions.supplyShares);
  positions.debtShares = wide(positions.debtShares);
  const { mode, collateral } = positions;
  positions.mode = new Uint8Array(rows);
  positions.mode.set(mode);
  positions.collateral = new Int32Array(rows);
  positions.collateral.set(collateral);
}
