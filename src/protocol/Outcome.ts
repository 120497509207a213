import * as Engine from '../index.js';
import * as Composition from './Composition.js';

/** What one run did to the market; dollars at the oracle's prices. */
export interface Outcome {
  readonly seed: number;
  /** Debt written off, and debt beyond the collateral of loans that stand at the end. */
  readonly badDebtUsd: number;
  /** The same by reserve. */
  readonly badDebt: Readonly<Record<string, number>>;
  readonly breachedUsd: number;
  readonly breachedAccounts: number;
  readonly liquidatedUsd: number;
  readonly liquidatedAccounts: number;
  /** Collateral seized beyond the debt repaid: what borrowers pay to liquidators and the protocol. */
  readonly bonusUsd: number;
  /** By reserve that somebody owes. */
  readonly reserves: Readonly<Record<string, ReserveOutcome>>;
  /** Lowest price over opening price, by asset with a spot book. */
  readonly low: Readonly<Record<string, number>>;
  /** Digests of the run, and whether every asset sums to zero. */
  readonly digest: string;
  readonly isConserved: boolean;
}

export interface ReserveOutcome {
  readonly lentUsd: number;
  readonly utilizationMax: number;
  readonly hoursFull: number;
  readonly rateMax: number;
  readonly rateMean: number;
  /** Least share of a deposit that could be withdrawn at once, if everybody asked. */
  readonly withdrawableMin: number;
}

/** A run with its protocol as it opened. */
export interface Done {
  readonly outcome: Outcome;
  readonly opening: Engine.LendingSheet;
  readonly utilization: Readonly<Record<string, Float64Array>>;
}

/** At or above it nobody can withdraw: what is left is rounding. */
const FULL = 0.9999;
const EVENTS_PER_STEP = 500_000;

export function of(subject: Composition.Subject, loaded: Engine.Loaded, seed: number): Done {
  const { id } = subject.file;
  const world = Composition.build(subject, loaded, seed);
  const opening = bookOf(world, id);
  const rows: Engine.Row[] = [];
  while (!Engine.advance(world, Number.POSITIVE_INFINITY, EVENTS_PER_STEP))
    rows.push(...lendingRows(world, id));
  rows.push(...lendingRows(world, id));
  const summary = Engine.summary(world);
  const series = Engine.series(world);
  const utilization = columns(series, `lendingUtilization/${id}/`);
  const rates = columns(series, `lendingRate/${id}/`);
  const badDebt = losses(rows, bookOf(world, id));
  const outcome = {
    seed,
    badDebtUsd: sum(Object.values(badDebt)),
    badDebt,
    ...forced(rows),
    reserves: Object.fromEntries(
      opening.reserves
        .filter(({ asset }) => utilization[asset] !== undefined)
        .map((one) => [one.asset, reserveOf(one, utilization[one.asset]!, rates[one.asset]!)]),
    ),
    low: lows(series),
    digest: summary.digest,
    isConserved: summary.conserved,
  };
  return { outcome, opening, utilization };
}

export function bookOf(world: Engine.World, id: string): Engine.LendingSheet {
  return Engine.lendings(world).find(({ protocol }) => protocol === id)!;
}

/** Rows of the journal that belong to the market. */
function lendingRows(world: Engine.World, id: string): Engine.Row[] {
  return Engine.journal(world).filter((row) => 'protocol' in row && row.protocol === id);
}

function forced(rows: readonly Engine.Row[]) {
  const first = new Map<number, { readonly accounts: number; readonly collateralUsd: number }>();
  const called = new Set<number>();
  let [liquidatedUsd, repaidUsd] = [0, 0];
  for (const row of rows) {
    if (row.kind === 'lending-breach' && !first.has(row.account)) first.set(row.account, row);
    if (row.kind !== 'lending-liquidation') continue;
    called.add(row.account);
    liquidatedUsd += row.seizedUsd;
    repaidUsd += row.repaidUsd;
  }
  const breaches = [...first.values()];
  return {
    breachedUsd: sum(breaches.map(({ collateralUsd }) => collateralUsd)),
    breachedAccounts: sum(breaches.map(({ accounts }) => accounts)),
    liquidatedUsd,
    liquidatedAccounts: sum([...called].map((account) => first.get(account)?.accounts ?? 1)),
    bonusUsd: Math.max(0, liquidatedUsd - repaidUsd),
  };
}

/** Written off, by the debt of the liquidation that left it; and what stands without collateral, by the largest debt. */
function losses(rows: readonly Engine.Row[], { loans }: Engine.LendingSheet): Record<string, number> {
  const found: Record<string, number> = {};
  const add = (asset: string, usd: number) => {
    if (usd > 0) found[asset] = (found[asset] ?? 0) + usd;
  };
  const debtOf = new Map<number, string>();
  for (const row of rows) {
    if (row.kind === 'lending-liquidation') debtOf.set(row.id, row.debt);
    if (row.kind === 'bad-debt') add(debtOf.get(row.cause) ?? 'unknown', row.usd);
  }
  for (const { collateralUsd, debtUsd } of loans) {
    const debts = Object.entries(debtUsd).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    add(debts[0]?.[0] ?? 'unknown', sum(Object.values(debtUsd)) - sum(Object.values(collateralUsd)));
  }
  return found;
}

function reserveOf(
  { lentUsd }: Engine.ReserveSheet,
  used: Float64Array,
  rates: Float64Array,
): ReserveOutcome {
  const known = [...used].filter(Number.isFinite);
  const paid = [...rates].filter(Number.isFinite);
  return {
    lentUsd,
    utilizationMax: Math.max(0, ...known),
    hoursFull: known.filter((one) => one >= FULL).length / 60,
    rateMax: Math.max(0, ...paid),
    rateMean: paid.length > 0 ? sum(paid) / paid.length : 0,
    withdrawableMin: Math.max(0, 1 - Math.max(0, ...known)),
  };
}

function columns(series: Engine.Series, prefix: string): Record<string, Float64Array> {
  const all = Object.entries(series.columns).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(all.map(([key, values]) => [key.slice(prefix.length), values]));
}

/** Of the first venue that has a spot book. */
function lows({ markets }: Engine.Series): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { symbol, kind, low, close } of markets) {
    const asset = symbol.split('/')[0]!;
    const open = close.find((price) => price > 0);
    if (kind !== 'spot' || found[asset] !== undefined || open === undefined) continue;
    found[asset] = low.reduce((least, price) => (price < least ? price : least), open) / open;
  }
  return found;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
