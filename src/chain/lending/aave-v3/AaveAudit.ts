import type * as Auditor from '../../../ledger/Auditor.js';
import type * as LendingPool from '../../../mechanisms/lending/aave-v3/LendingPool.js';
import * as Ray from '../../../mechanisms/lending/aave-v3/Ray.js';
import * as Reserve from '../../../mechanisms/lending/aave-v3/Reserve.js';
import type * as Kind from '../Kind.js';

/**
 * What a pool believes against the ledger, and against itself. Invariants: LEND-1 (a reserve's cash is the account's,
 * shares are the sums over positions, and the claim in the ledger is the shares of debt; deposits are backed by cash,
 * loans and what was written off, up to the atoms that its steps have rounded).
 */
export function run(pool: LendingPool.Pool, held: readonly Kind.Held[]): Auditor.Finding[] {
  return pool.reserves.flatMap((reserve, r) => {
    const { name, cash, claim } = held[r]!;
    const { supply, debt } = sums(pool, r);
    const pairs: readonly (readonly [string, number, number])[] = [
      ['cash', cash, reserve.cash],
      ['shares of deposits', supply, reserve.supplyShares],
      ['shares of debt', debt, reserve.debtShares],
      ['claim', claim, reserve.debtShares],
    ];
    const found = pairs
      .filter(([, one, believed]) => one !== believed)
      .map(([what, one, believed]) => finding(`${what} in ${name}: ${one}, not ${believed}`));
    const assets = reserve.cash + Ray.toAtoms(Reserve.owed(reserve, reserve.debtShares)) + reserve.deficit;
    const owed = Reserve.supplied(reserve);
    return Math.abs(owed - assets) <= reserve.room
      ? found
      : [...found, finding(`${name}: ${owed} owed, ${assets} held`)];
  });
}

function finding(detail: string): Auditor.Finding {
  return { id: 'LEND-1', detail };
}

function sums({ positions }: LendingPool.Pool, r: number): { supply: number; debt: number } {
  const { width, count, supplyShares, debtShares } = positions;
  const sum = { supply: 0, debt: 0 };
  for (let position = 0; position < count; position++) {
    sum.supply += supplyShares[position * width + r]!;
    sum.debt += debtShares[position * width + r]!;
  }
  return sum;
}
