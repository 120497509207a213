import { OpeningError } from '../../../format/OpeningError.js';
import * as Ledger from '../../../ledger/Ledger.js';
import * as MintRedeem from '../../../mechanisms/issuer/MintRedeem.js';
import * as Refill from '../../../mechanisms/issuer/MintRedeemRefill.js';
import * as Vault from '../../../mechanisms/issuer/Vault.js';
import * as Bench from '../../../opening/Bench.js';
import * as IssuerPeople from '../../../populations/IssuerPeople.js';
import * as Accounts from '../../../state/Accounts.js';
import * as Rounding from '../../../units/Rounding.js';
import * as OnChain from '../../OnChain.js';
import type { IssuerSpec } from './DeltaNeutralSchema.js';
import * as Gate from './Gate.js';
import type { Hedge, IssuerDesk } from './IssuerDesk.js';
import * as IssuerTerms from './IssuerTerms.js';
import * as Sheet from './Sheet.js';

/** Opens an issuer with its backing and hedge; its arbitrageurs too. */
export function open(bench: Bench.Bench, spec: IssuerSpec, number: number): IssuerDesk {
  const desk = create(bench, spec);
  bench.engine.onchain.issuers.push(desk);
  fund(bench, spec, desk);
  IssuerPeople.hedger(bench, spec, desk);
  IssuerPeople.arbitrageurs(bench, spec, desk, number);
  return desk;
}

/** What is left of the supply is staked or belongs to holders elsewhere. Throws OpeningError when more was given than the supply. */
export function settle(bench: Bench.Bench, spec: IssuerSpec, desk: IssuerDesk): void {
  const staked = spec.vault ? Rounding.down(desk.supply * spec.vault.staked) : 0;
  distribute(bench, spec, desk, desk.asset, desk.supply, staked);
  if (spec.vault) fill(bench, spec, desk, staked, spec.vault.vesting);
  Sheet.block(bench.engine, desk);
  Gate.block(bench.engine, desk);
}

/** The vault opens with shares at their price; nothing vests. */
function fill(
  bench: Bench.Bench,
  spec: IssuerSpec,
  desk: IssuerDesk,
  staked: number,
  vestingUs: number,
): void {
  const { universe, engine } = bench;
  const price = universe.assets[desk.shares]!.spec.price / universe.assets[desk.asset]!.spec.price;
  const unit = engine.assets[desk.shares]!.unit / engine.assets[desk.asset]!.unit;
  desk.vault.assets = staked;
  desk.vault.shares = Rounding.down((staked / price) * unit);
  desk.vault.vestingFromUs = -vestingUs;
  distribute(bench, spec, desk, desk.shares, desk.vault.shares, 0);
}

/** What accounts were given from outside is issued by the desk; `kept` goes to the vault and the rest to holders. */
function distribute(
  bench: Bench.Bench,
  spec: IssuerSpec,
  desk: IssuerDesk,
  asset: number,
  supply: number,
  kept: number,
): void {
  const { engine } = bench;
  const given = -engine.ledger.balance[Bench.externalCell(bench, asset)]!;
  const cell = (account: number) => Accounts.cash(engine, account, asset);
  const from = cell(desk.books.issuance);
  const rest = supply - given - kept;
  if (rest < 0) refuse(bench, spec, asset, given + kept, supply);
  Ledger.post(engine.ledger, from, Bench.externalCell(bench, asset), given);
  Ledger.post(engine.ledger, from, cell(desk.books.vault), kept);
  Ledger.post(engine.ledger, from, cell(desk.books.holders), rest);
}

function refuse(bench: Bench.Bench, spec: IssuerSpec, asset: number, held: number, supply: number): never {
  const { symbol, unit } = bench.engine.assets[asset]!;
  const millions = (atoms: number) => `${(atoms / unit / 1e6).toFixed(1)}M ${symbol}`;
  throw new OpeningError(
    `issuers.${spec.id}.supply`,
    `${millions(held)} in the hands of venues, people and the vault`,
    `at most the supply of ${millions(supply)}`,
    'raise the supply, or lower what is staked, lent and held',
  );
}
