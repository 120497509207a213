import * as Deposits from '../../chain/lending/Deposits.js';
import { CHAIN } from '../../chain/OnChain.js';
import { OpeningError } from '../../format/InputError.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import * as LendingList from '../LendingList.js';

/** An account of the file's own on a lending protocol: units by asset, of all accounts that it stands for. */
export interface Loan {
  readonly id: string;
  /** Its place in `accounts:`. */
  readonly index: number;
  readonly protocol: string;
  readonly weight: number;
  readonly mode?: string;
  readonly cash: Readonly<Record<string, number>>;
  readonly collateral: Readonly<Record<string, number>>;
  readonly debts: Readonly<Record<string, number>>;
}

/** Opens the accounts that the file states on one protocol; each owns a position there and never acts. */
export function debtors(stage: LendingList.Stage): LendingList.Debtor[] {
  const { bench, lending } = stage;
  const mine = bench.universe.scenario.loans.filter(({ protocol }) => protocol === lending.id);
  return [...mine].sort((x, y) => (x.id < y.id ? -1 : 1)).map((one) => debtor(stage, one));
}

function debtor(stage: LendingList.Stage, one: Loan): LendingList.Debtor {
  const { bench, lending } = stage;
  const account = Accounts.add(bench.engine.accounts, one.id, CHAIN, Accounts.CASH, one.weight);
  const position = Deposits.open(lending, account, one.weight);
  for (const symbol of Object.keys(one.cash).sort())
    Bench.fund(bench, account, Bench.assetOf(bench, symbol), one.cash[symbol]!);
  const mode = LendingList.modeOf(stage, one.mode);
  const pledged = amounts(stage, one, one.collateral);
  return { position, account, mode, pledged, owed: amounts(stage, one, one.debts), own: one.id };
}

function amounts(stage: LendingList.Stage, one: Loan, units: Readonly<Record<string, number>>) {
  return Object.keys(units)
    .sort()
    .map((symbol): LendingList.Amount => {
      const reserve = LendingList.reserveOf(stage, symbol);
      if (reserve < 0)
        throw new OpeningError(
          `accounts.${one.id}`,
          `"${symbol}" on ${stage.lending.id}`,
          'assets of its reserves',
          'add the reserve, or use another asset',
        );
      const held = units[symbol]!;
      return { reserve, usd: held * stage.lending.price[reserve]!, units: held };
    });
}

/** A loan that the protocol would not carry at the open. */
export function refuse({ lending }: LendingList.Stage, id: string, reason: string): never {
  const isBeyond = reason.startsWith('health');
  throw new OpeningError(
    `accounts.${id}.debts`,
    isBeyond
      ? `more than its collateral carries on ${lending.id}`
      : `a loan that ${lending.id} refuses: ${reason}`,
    isBeyond ? 'a health of at least 1 at the open' : 'collateral, debts and limits that go together',
    'owe less, pledge more, or state the "mode" that carries the loan',
  );
}
