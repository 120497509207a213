import { z } from 'zod';
import type * as Kind from '../../src/chain/lending/Kind.js';
import * as OracleOpening from '../../src/chain/lending/OracleOpening.js';
import * as OracleSchema from '../../src/chain/lending/OracleSchema.js';
import * as Reference from '../../src/format/Reference.js';
import * as Helpers from '../../src/format/SchemaHelpers.js';
import * as UnitText from '../../src/format/UnitText.js';
import * as Bench from '../../src/opening/Bench.js';

/* A lending protocol that the engine has never seen: no interest, one line, a fixed bonus, bad debt borne at once. */
const Reserve = z.strictObject({
  id: Helpers.id(),
  asset: Reference.ref('asset'),
  lent: z.boolean(),
  oracle: OracleSchema.Oracle,
  utilization: UnitText.spread(UnitText.ratio()).optional(),
});
const Keys = z.strictObject({
  reserves: Reference.declare('reserve', Helpers.listById(Reserve), 'asset'),
  line: UnitText.ratio(),
  bonus: UnitText.ratio(),
});
type Spec = z.infer<typeof Keys> & { readonly id: string };

/** Reserve 0 is lent, reserve 1 is pledged. A deposit is a part of what is there and owed. */
interface Book {
  readonly line: number;
  readonly bonus: number;
  readonly units: readonly number[];
  /** Atoms lent and pledged, and parts of the lent side by position. */
  cash: number;
  readonly parts: number[];
  readonly pledged: number[];
  readonly owed: number[];
}

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
const worth = (book: Book) => (sum(book.parts) === 0 ? 1 : (book.cash + sum(book.owed)) / sum(book.parts));
const usd = (book: Book, prices: ArrayLike<number>, r: number, atoms: number) =>
  (atoms / book.units[r]!) * prices[r]!;

function isLow(book: Book, prices: ArrayLike<number>, p: number, more = 0, less = 0): boolean {
  const secured = book.line * usd(book, prices, 1, book.pledged[p]! - less);
  return usd(book, prices, 0, book.owed[p]! + more) > secured;
}

const depositOf = (book: Book, p: number, r: number) =>
  r === 1 ? book.pledged[p]! : Math.floor(book.parts[p]! * worth(book) + 1e-9);

function assess(book: Book, prices: ArrayLike<number>, { op, position, reserve, atoms }: Kind.Act): string {
  if (!(atoms > 0)) return 'no-amount';
  if (op === 'supply') return '';
  if (op === 'repay') return book.owed[position]! < atoms || reserve === 1 ? 'no-debt' : '';
  if (op === 'borrow' && reserve === 1) return 'not-borrowable';
  if (op === 'withdraw' && atoms > depositOf(book, position, reserve)) return 'no-balance';
  if (reserve === 0 && atoms > book.cash) return 'no-cash';
  const [more, less] = op === 'borrow' ? [atoms, 0] : [0, reserve === 1 ? atoms : 0];
  return isLow(book, prices, position, more, less) ? 'health' : '';
}

function apply(book: Book, { op, position, reserve, atoms }: Kind.Act): void {
  const isIn = op === 'supply' || op === 'repay';
  const parts = atoms / worth(book);
  if (reserve === 0) book.cash += isIn ? atoms : -atoms;
  if (op === 'borrow' || op === 'repay') book.owed[position]! += isIn ? -atoms : atoms;
  else if (reserve === 1) book.pledged[position]! += isIn ? atoms : -atoms;
  else book.parts[position] = Math.max(0, book.parts[position]! + (isIn ? parts : -parts));
}

function quote(book: Book, prices: ArrayLike<number>, call: Kind.Call): Kind.Quote | string {
  const { position: p, cover, receiver } = call;
  if (receiver >= 0) return 'no-claims';
  if (!isLow(book, prices, p)) return 'healthy';
  const per = ((usd(book, prices, 0, 1) / usd(book, prices, 1, 1)) * (1e4 + book.bonus * 1e4)) / 1e4;
  const repaid = Math.floor(Math.min(cover, book.owed[p]!, book.pledged[p]! / per));
  const seized = Math.min(book.pledged[p]!, Math.floor(repaid * per));
  const isLast = book.pledged[p]! - seized <= 1;
  const [all, rest] = isLast ? [book.pledged[p]!, book.owed[p]! - repaid] : [seized, 0];
  return all > 0 && repaid > 0 ? { call, repaid, seized: all, fee: 0, badDebt: [rest, 0] } : 'no-amount';
}

export const kind: Kind.Kind<Spec, Book> = {
  terms: {
    shape: Keys.shape,
    reserves: (spec) =>
      spec.reserves.map(({ id, asset, lent, utilization }, r) => ({
        id,
        asset,
        utilization,
        isBorrowable: lent,
        path: ['reserves', r],
      })),
    limits: (spec, collateral) => {
      const line = spec.reserves.some(({ asset, lent }) => asset === collateral && !lent) ? spec.line : 0;
      return { ltv: line, threshold: line, bonus: spec.bonus };
    },
  },
  open: (bench, spec) => {
    const assets = spec.reserves.map(({ asset }) => Bench.assetOf(bench, asset));
    const units = assets.map((asset) => bench.engine.assets[asset]!.unit);
    return {
      book: { line: spec.line, bonus: spec.bonus, units, cash: 0, parts: [], pledged: [], owed: [] },
      assets,
      oracles: spec.reserves.map((one, r) => OracleOpening.of(bench, one, assets, r)),
      isBorrowable: spec.reserves.map(({ lent }) => lent),
      modes: [],
      dustUsd: 0,
    };
  },
  read: {
    supplyOf: (book, p, r) => (r === 1 ? book.pledged[p]! : book.parts[p]!),
    debtOf: (book, p, r) => (r === 0 ? book.owed[p]! : 0),
    thresholdBps: (book, _p, r) => (r === 1 ? book.line * 1e4 : 0),
    isLiquidatable: isLow,
    depositOf,
    owedOf: (book, p, r) => (r === 0 ? book.owed[p]! : 0),
    claimOf: (book, p, r) => (r === 0 ? book.owed[p]! : 0),
    level: (book, r) => ({
      cash: r === 0 ? book.cash : sum(book.pledged),
      utilization: r === 0 && sum(book.owed) > 0 ? sum(book.owed) / (book.cash + sum(book.owed)) : 0,
      borrowRate: 0,
      supplyRate: 0,
      supplyIndex: r === 0 ? worth(book) : 1,
      debtIndex: 1,
    }),
  },
  act: {
    accrue: () => {},
    open: (book) => {
      book.parts.push(0);
      book.owed.push(0);
      return book.pledged.push(0) - 1;
    },
    enter: () => '',
    freeze: () => {},
    beyondNewDebt: 'none',
    assess,
    apply,
  },
  quote,
  liquidate: (book, { call, repaid, seized, badDebt }) => {
    book.cash += repaid;
    book.owed[call.position]! -= repaid + badDebt[0]!;
    book.pledged[call.position]! -= seized;
  },
  audit: (book, held) =>
    [
      [held[0]!.cash, book.cash],
      [held[0]!.claim, sum(book.owed)],
      [held[1]!.cash, sum(book.pledged)],
    ]
      .filter(([one, believed]) => one !== believed)
      .map(([one, believed]) => ({ id: 'LEND-1', detail: `${one}, not ${believed}` })),
};
