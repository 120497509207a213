import type * as Auditor from '../../../ledger/Auditor.js';
import * as AdaptiveRate from '../../../mechanisms/lending/morpho-blue/AdaptiveRate.js';
import * as MorphoBook from '../../../mechanisms/lending/morpho-blue/MorphoBook.js';
import * as MorphoMarket from '../../../mechanisms/lending/morpho-blue/MorphoMarket.js';
import * as Wad from '../../../mechanisms/lending/morpho-blue/Wad.js';
import * as Bench from '../../../opening/Bench.js';
import type * as Kind from '../Kind.js';
import * as OracleOpening from '../OracleOpening.js';
import * as MorphoTerms from './MorphoTerms.js';

/** One market of Morpho Blue: the whole debt can be liquidated past one line, and suppliers bear bad debt at once. */
export const kind: Kind.Kind<MorphoTerms.Spec, MorphoBook.Book> = {
  terms: MorphoTerms.terms,
  open,
  read: {
    supplyOf: MorphoBook.supplyOf,
    debtOf: MorphoBook.debtOf,
    thresholdBps: MorphoBook.thresholdBps,
    isLiquidatable: MorphoBook.isLiquidatable,
    depositOf: MorphoBook.depositOf,
    owedOf: MorphoBook.owedOf,
    claimOf: MorphoBook.claimOf,
    level: MorphoBook.level,
  },
  act: {
    accrue: ({ market }, nowUs) => MorphoMarket.accrue(market, nowUs),
    open: ({ market }) => MorphoMarket.open(market),
    enter: (_book, _prices, _position, mode) => (mode === 0 ? '' : 'no-mode'),
    freeze,
    beyondNewDebt: 'none',
    assess: MorphoBook.assess,
    apply: MorphoBook.apply,
  },
  quote: MorphoBook.quote,
  liquidate: (book, quote) => MorphoBook.liquidate(book, quote as MorphoBook.Quote),
  audit,
};

function open(bench: Bench.Bench, spec: MorphoTerms.Spec): Kind.Opened<MorphoBook.Book> {
  const assetOf = (symbol: string) => Bench.assetOf(bench, symbol);
  const reserves = [...spec.reserves].sort((x, y) => assetOf(x.asset) - assetOf(y.asset));
  const assets = reserves.map((one) => assetOf(one.asset));
  const loan = reserves.findIndex(({ lent }) => lent);
  const unit = (r: number) => bench.engine.assets[assets[r]!]!.unit;
  const terms: MorphoMarket.Terms = {
    loanUnit: unit(loan),
    collateralUnit: unit(1 - loan),
    lltv: Wad.ofRatio(spec.lltv),
    fee: Wad.ofRatio(spec.fee),
  };
  const market = MorphoMarket.create(terms, AdaptiveRate.ofYear(spec.rateAtTarget), 0);
  return {
    book: { market, loan, collateral: 1 - loan, isFrozen: false },
    assets,
    oracles: reserves.map((one, r) => OracleOpening.of(bench, one, assets, r)),
    isBorrowable: reserves.map(({ lent }) => lent),
    modes: [],
    dustUsd: 0,
  };
}

function freeze(book: MorphoBook.Book, reserve: number, isFrozen: boolean): void {
  if (reserve === book.collateral) book.isFrozen = isFrozen;
}

/**
 * LEND-1: cash is the account's, the claim in the ledger is that of all positions, and shares of a side are those of its
 * positions and of the fee.
 */
function audit(book: MorphoBook.Book, held: readonly Kind.Held[]): Auditor.Finding[] {
  const { market, loan, collateral } = book;
  const positions = market.supplySharesOf.map((_, position) => position);
  const sum = (of: (position: number) => number) => positions.reduce((all, one) => all + of(one), 0);
  const total = (shares: readonly bigint[]) => shares.reduce((all, one) => all + one, Wad.ZERO);
  const rest = market.supplyShares - market.feeShares - total(market.supplySharesOf);
  const pairs: readonly (readonly [string, string, number, number])[] = [
    ['cash', held[loan]!.name, held[loan]!.cash, MorphoBook.level(book, loan).cash],
    ['collateral', held[collateral]!.name, held[collateral]!.cash, MorphoBook.pledged(book)],
    ['claim', held[loan]!.name, held[loan]!.claim, sum((p) => MorphoBook.claimOf(book, p, loan))],
    ['shares of deposits', held[loan]!.name, Wad.toMillions(rest), 0],
    [
      'shares of debt',
      held[loan]!.name,
      Wad.toMillions(market.borrowShares - total(market.borrowSharesOf)),
      0,
    ],
  ];
  return pairs
    .filter(([, , one, believed]) => one !== believed)
    .map(([what, name, one, believed]) => ({
      id: 'LEND-1',
      detail: `${what} in ${name}: ${one}, not ${believed}`,
    }));
}
