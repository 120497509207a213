import type * as Auditor from '../../../ledger/Auditor.js';
import * as Accounts from '../../../state/Accounts.js';
import type { Engine } from '../../../state/Engine.js';
import type { IssuerDesk } from './IssuerDesk.js';

/**
 * What an issuer believes against the ledger. Invariants: SUPPLY-1 (its supply is what is held on every venue, chain and
 * pool and on the way between them, and nobody else has issued any; vault, silo and line hold what they owe).
 */
export function run(engine: Engine, desk: IssuerDesk): Auditor.Finding[] {
  const { books, vault } = desk;
  const coin = (account: number) => Accounts.balance(engine, account, desk.asset);
  let cooling = 0;
  for (const one of vault.cooldowns.values()) cooling += one.assets;
  let waiting = 0;
  for (const one of [...desk.primary.queue, ...desk.direct]) waiting += one.coins;
  const coins = held(engine, desk.asset, books.issuance);
  const pairs: (readonly [string, number, number])[] = [
    ['coins held', coins.atoms, desk.supply],
    ['coins minted less redeemed', -coin(books.issuance), desk.supply],
    ['coins that others issued', coins.foreign, 0],
    ['coins of the vault', coin(books.vault), vault.assets],
    ['coins of the silo', coin(books.silo), cooling],
    ['coins of the line', coin(books.line), waiting],
  ];
  if (desk.shares >= 0) {
    const shares = held(engine, desk.shares, books.issuance);
    pairs.push(['shares held', shares.atoms, vault.shares], ['shares that others issued', shares.foreign, 0]);
  }
  return pairs
    .filter(([, found, believed]) => found !== believed)
    .map(([what, found, believed]) => ({
      id: 'SUPPLY-1',
      detail: `${what} of ${desk.id}: ${found}, not ${believed} atoms`,
    }));
}

/** Atoms in all cells of an asset but the issuer's, and what any other cell has below zero. */
function held(
  { ledger }: Engine,
  asset: number,
  issuance: number,
): { readonly atoms: number; readonly foreign: number } {
  let atoms = 0;
  let foreign = 0;
  for (let cell = 0; cell < ledger.size; cell++) {
    if (ledger.asset[cell] !== asset || ledger.account[cell] === issuance) continue;
    const balance = ledger.balance[cell]!;
    if (balance >= 0) atoms += balance;
    else foreign -= balance;
  }
  return { atoms, foreign };
}
