import type * as Auditor from '../../ledger/Auditor.js';
import * as Ray from '../../mechanisms/lending/Ray.js';
import * as Reserve from '../../mechanisms/lending/Reserve.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine } from '../../state/Engine.js';
import type { LendingProtocol } from './LendingProtocol.js';

/** Deposits grow by the day's straight line, debts by compounding, both rounded: relative room between the two. */
const TOLERANCE = 1e-6;

/**
 * What a pool believes against the ledger, and against itself. Invariants: LEND-1 (a reserve's cash is the account's,
 * shares are the sums over positions, and the claim in the ledger is the shares of debt; deposits are backed by cash,
 * loans and what was written off).
 */
export function run(engine: Engine, lending: LendingProtocol): Auditor.Finding[] {
  return lending.pool.reserves.flatMap((reserve, r) => {
    const asset = lending.assets[r]!;
    const name = `${engine.assets[asset]!.symbol} of ${lending.id}`;
    const { supply, debt } = sums(lending, r);
    const pairs: readonly (readonly [string, number, number])[] = [
      ['cash', Accounts.balance(engine, lending.account, asset), reserve.cash],
      ['shares of deposits', supply, reserve.supplyShares],
      ['shares of debt', debt, reserve.debtShares],
      ['claim', -Accounts.owed(engine, lending.account, asset), reserve.debtShares],
    ];
    const found = pairs
      .filter(([, held, believed]) => held !== believed)
      .map(([what, held, believed]) => finding(`${what} in ${name}: ${held}, not ${believed}`));
    const assets = reserve.cash + Ray.toAtoms(Reserve.owed(reserve, reserve.debtShares)) + reserve.deficit;
    const owed = Reserve.supplied(reserve);
    const room = TOLERANCE * assets + 10;
    return Math.abs(owed - assets) <= room
      ? found
      : [...found, finding(`${name}: ${owed} owed, ${assets} held`)];
  });
}

function finding(detail: string): Auditor.Finding {
  return { id: 'LEND-1', detail };
}

function sums({ pool }: LendingProtocol, r: number): { supply: number; debt: number } {
  const { width, count, supplyShares, debtShares } = pool.positions;
  const sum = { supply: 0, debt: 0 };
  for (let position = 0; position < count; position++) {
    sum.supply += supplyShares[position * width + r]!;
    sum.debt += debtShares[position * width + r]!;
  }
  return sum;
}
