import type { Draft } from './Importer.js';

/** Units by asset of one account, in the making. */
interface Account {
  readonly mode: string;
  readonly collateral: Map<string, string>;
  readonly debt: Map<string, string>;
}

/** Loans that are told asset by asset, in the order in which their accounts come. */
export interface Ledgered {
  readonly accounts: Map<string, Account>;
  readonly assets: Set<string>;
}

export function open(): Ledgered {
  return { accounts: new Map(), assets: new Set() };
}

/** False where the account has that side of the asset already. */
export function add(
  book: Ledgered,
  account: string,
  mode: string,
  entry: { readonly asset: string; readonly side: 'collateral' | 'debt'; readonly units: string },
): boolean {
  const { asset, side, units } = entry;
  const mine = book.accounts.get(account) ?? { mode, collateral: new Map(), debt: new Map() };
  book.accounts.set(account, mine);
  if (mine[side].has(asset)) return false;
  mine[side].set(asset, units);
  book.assets.add(asset);
  return true;
}

/** One row an account that owes something; depositors without debt are counted and left out. */
export function draft(
  { accounts, assets }: Ledgered,
  facts: Draft['facts'],
  when: Pick<Draft, 'timeMs' | 'clock'>,
): Draft {
  const all = [...assets].sort();
  let left = 0;
  const rows: string[] = [];
  for (const [name, { mode, collateral, debt }] of accounts) {
    if (![...debt.values()].some((units) => Number(units) > 0)) left++;
    else
      rows.push(
        [
          name,
          mode,
          ...all.map((asset) => collateral.get(asset) ?? '0'),
          ...all.map((asset) => debt.get(asset) ?? '0'),
        ].join(','),
      );
  }
  const columns = [
    'account',
    'mode',
    ...all.map((asset) => `collateral.${asset}`),
    ...all.map((asset) => `debt.${asset}`),
  ];
  return { facts: { ...facts, withoutDebt: left }, columns, rows, ...when };
}
