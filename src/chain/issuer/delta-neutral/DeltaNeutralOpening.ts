import { OpeningError } from '../../../format/InputError.js';
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
  distribute(bench, spec, desk, { asset: desk.asset, supply: desk.supply, kept: staked });
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
  distribute(bench, spec, desk, { asset: desk.shares, supply: desk.vault.shares, kept: 0 });
}

/** What accounts were given from outside is issued by the desk; `kept` goes to the vault and the rest to holders. */
function distribute(
  bench: Bench.Bench,
  spec: IssuerSpec,
  desk: IssuerDesk,
  { asset, supply, kept }: { readonly asset: number; readonly supply: number; readonly kept: number },
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

function create(bench: Bench.Bench, spec: IssuerSpec): IssuerDesk {
  const { engine } = bench;
  const { accounts } = engine;
  const account = (what: string, kind = Accounts.SYSTEM) =>
    Accounts.add(accounts, `issuer/${spec.id}/${what}`, OnChain.CHAIN, kind);
  const asset = Bench.assetOf(bench, spec.asset);
  const shares = spec.vault ? Bench.assetOf(bench, spec.vault.asset) : -1;
  const stables = ranked(spec.stables).map((symbol) => Bench.assetOf(bench, symbol));
  const terms = IssuerTerms.compose(bench, spec, stables);
  const custody = account('custody');
  const books = booksOf(bench, account, [asset, shares]);
  const supply = Rounding.down(spec.supply * engine.assets[asset]!.unit);
  return {
    id: spec.id,
    kind: 'delta-neutral',
    asset,
    shares,
    account: custody,
    books,
    stables,
    terms,
    primary: MintRedeem.create(terms.primary),
    refills: terms.refills.map((refill) => Refill.create(refill, 0)),
    vault: Vault.create(),
    hedges: hedges(bench, spec),
    lent: spec.lent && {
      protocol: spec.lent.protocol,
      asset: Bench.assetOf(bench, spec.lent.asset),
      account: account('lent'),
    },
    direct: [],
    supply,
    supplyStart: supply,
    minted: 0,
    redeemed: 0,
    income: 0,
    distributedUs: 0,
    backingRatio: Number.POSITIVE_INFINITY,
    minBackingRatio: Number.POSITIVE_INFINITY,
    deltaUsd: 0,
    haltOrigin: 0,
    holeOrigin: 0,
    refused: {},
    notedUs: {},
    missed: {},
    holeUsd: 0,
  };
}

/** The desk's accounts on the chain, and the signed cells that issue its coin and shares. */
function booksOf(
  bench: Bench.Bench,
  account: (what: string, kind?: number) => number,
  issued: readonly number[],
): IssuerDesk['books'] {
  const { engine, external } = bench;
  const books = {
    issuance: account('issuance'),
    external,
    hot: account('hot'),
    moving: account('moving'),
    fund: account('fund'),
    line: account('line'),
    vault: account('vault'),
    silo: account('silo'),
    holders: account('holders', Accounts.CASH),
  };
  for (const one of issued) if (one >= 0) Accounts.issued(engine, books.issuance, one);
  return books;
}

/** One margin account a venue, short in the perps of what is held as spot. */
function hedges(bench: Bench.Bench, spec: IssuerSpec): Hedge[] {
  const { engine, universe } = bench;
  const spotShare = ranked(spec.spot).reduce((sum, symbol) => sum + spec.spot[symbol]!, 0);
  const found: Hedge[] = [];
  universe.venues.forEach((venueSpec, venue) => {
    const usd = spec.supply * spotShare * (spec.hedge.venues[venueSpec.id] ?? 0);
    if (usd === 0) return;
    const weight = Math.max(1, Rounding.nearest(usd / spec.hedge.account));
    const name = `issuer/${spec.id}/hedge/${venueSpec.id}`;
    const account = Accounts.add(engine.accounts, name, venue, Accounts.MARGIN, weight);
    engine.accounts.adlExempt[account] = spec.hedge.adlExempt ? 1 : 0;
    const markets = perpsOf(bench, spec, venue);
    const quote = engine.assets[engine.markets[markets[0]!]!.quote]!;
    const { fundingEveryUs } = engine.venues[venue]!;
    found.push({
      venue,
      account,
      markets,
      settleUs: spec.hedge.settle,
      settledUs: 0,
      margin: venueSpec.margin === 'unified' ? 0 : spec.hedge.margin,
      float: Rounding.down(usd * spec.hedge.float * quote.unit),
      fundings: Rounding.down((engine.startMs * 1000) / fundingEveryUs),
    });
  });
  return found;
}

function perpsOf(bench: Bench.Bench, spec: IssuerSpec, venue: number): number[] {
  return Object.keys(spec.spot)
    .sort()
    .map((symbol) => Bench.marketOf(bench, venue, Bench.assetOf(bench, symbol), true)!.id);
}

/** Largest share first, then by name: the order of a map in a file does not count. */
function ranked(shares: Readonly<Record<string, number>>): string[] {
  return Object.keys(shares).sort((x, y) => shares[y]! - shares[x]! || (x < y ? -1 : 1));
}

/** Backing at the open: spot at the custodian or mirrored where it is margin, stables, what is lent, the fund. */
function fund(bench: Bench.Bench, spec: IssuerSpec, desk: IssuerDesk): void {
  const stables: Record<string, number> = {};
  for (const symbol of ranked(spec.stables)) stables[symbol] = spec.supply * spec.stables[symbol]!;
  if (spec.lent && desk.lent) {
    Bench.fund(bench, desk.lent.account, desk.lent.asset, spec.lent.amount);
    stables[spec.lent.asset]! -= spec.lent.amount;
  }
  for (const hedge of desk.hedges) short(bench, spec, desk, hedge, stables);
  desk.stables.forEach((asset) => {
    const { symbol } = bench.engine.assets[asset]!;
    const hot = Math.min(spec.buffer.target, stables[symbol]!);
    Bench.fund(bench, desk.books.hot, asset, hot);
    Bench.fund(bench, desk.account, asset, stables[symbol]! - hot);
  });
  Bench.fund(bench, desk.books.fund, desk.stables[0]!, spec.fund);
}

/** Shorts of one venue at the opening price, the same units of spot, and the stables it wants there. */
function short(
  bench: Bench.Bench,
  spec: IssuerSpec,
  desk: IssuerDesk,
  hedge: Hedge,
  stables: Record<string, number>,
): void {
  const { engine, universe } = bench;
  const share = spec.hedge.venues[universe.venues[hedge.venue]!.id]!;
  let usd = 0;
  for (const id of hedge.markets) {
    const market = engine.markets[id]!;
    const wanted = spec.supply * spec.spot[universe.assets[market.base]!.spec.id]! * share;
    const lots = Bench.position(bench, hedge.account, market, -wanted);
    const home = hedge.margin > 0 ? desk.account : hedge.account;
    Bench.fund(bench, home, market.base, -lots * market.lot);
    usd += wanted;
  }
  const quote = engine.assets[engine.markets[hedge.markets[0]!]!.quote]!;
  const cash = hedge.float / quote.unit + hedge.margin * usd;
  Bench.fund(bench, hedge.account, engine.assets.indexOf(quote), cash);
  if (stables[quote.symbol] !== undefined) stables[quote.symbol]! -= cash;
}
