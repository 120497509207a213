import * as Engine from '../index.js';
import * as Composition from './Composition.js';
import * as Direct from './Direct.js';
import type { Loans } from './LoanSnapshot.js';
import type * as Answer from './MarketAnswer.js';
import * as ProtocolFile from './ProtocolFile.js';
import * as Staircase from './Staircase.js';
import * as Surroundings from './Surroundings.js';

/** Falls at which the curve is read. */
const FALLS = [
  0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6,
];

/**
 * The liquidation curve twice: by the direct formula, and by the engine before anything feeds back. In a scenario of the
 * engine the prices are the scenario's own, and the curve is the formula's alone: its rungs have no run.
 */
export function of(
  subject: Composition.Subject,
  opening: Engine.LendingSheet,
  depth: Surroundings.Depth,
): Answer.CurveRow[] {
  if (subject.into !== undefined) return [];
  const executableUsd = executable(subject, depth);
  const loans =
    subject.loans && !ProtocolFile.marketOf(subject.file).borrowers
      ? stated(subject, subject.loans)
      : sheets(opening);
  const moving = Surroundings.moving(subject);
  const assets = subject.file.spec.assets ?? {};
  const most = Math.min(0.95, ...moving.map((asset) => 0.95 / (assets[asset]!.moves ?? 1)));
  return Staircase.climb(
    subject,
    FALLS.filter((fall) => fall <= most),
  ).map(({ fall, ratios, ...engine }) => ({
    fall,
    ratios,
    direct: Direct.level(loans, ratios),
    engine,
    executableUsd,
  }));
}

/** Loans of the snapshot at the thresholds of the market's parameters: nothing of it comes from the engine's book. */
export function stated(subject: Composition.Subject, { loans }: Loans): Direct.Loan[] {
  const loaded = Composition.load(subject, Composition.bare(subject));
  const known = new Map<string, number>();
  const threshold = (asset: string, mode: string) => {
    const key = `${mode}.${asset}`;
    if (!known.has(key)) known.set(key, Engine.lendingLimits(loaded, subject.file.id, asset, mode).threshold);
    return known.get(key)!;
  };
  const dollars = (units: Readonly<Record<string, number>>, share: (asset: string) => number) =>
    Object.fromEntries(
      Object.entries(units).map(([asset, held]) => [
        asset,
        held * Surroundings.priceOf(subject, asset) * share(asset),
      ]),
    );
  return loans.map(({ collateral, debt, mode }) => ({
    accounts: 1,
    collateral: dollars(collateral, () => 1),
    secured: dollars(collateral, (asset) => threshold(asset, mode)),
    debt: dollars(debt, () => 1),
  }));
}

/** Loans that the engine opened, where the market states ranges of borrowers. */
function sheets({ loans }: Engine.LendingSheet): Direct.Loan[] {
  return loans.map(({ accounts, collateralUsd, securedUsd, debtUsd }) => ({
    accounts,
    collateral: collateralUsd,
    secured: securedUsd,
    debt: debtUsd,
  }));
}

/** Dollars that the books bid within the smallest bonus when the market opens: sold further down, a liquidation loses. */
function executable(subject: Composition.Subject, depth: Surroundings.Depth): number {
  const settledUs = 180e6;
  const terms = { shocks: { falls: [0.1], over: 60e6, horizon: settledUs }, fall: 0, isSold: false, depth };
  const data = Surroundings.own(subject, terms);
  const world = Composition.build(subject, Composition.load(subject, { ...data, lending: [] }), 1);
  Engine.advance(world, settledUs);
  return Engine.books(world, bonusOf(subject)).reduce((all, { bid }) => all + bid, 0);
}

/** The smallest bonus of what can be liquidated for it. */
function bonusOf(subject: Composition.Subject): number {
  const loaded = Composition.load(subject, Composition.bare(subject));
  const bonuses = Surroundings.moving(subject)
    .map((asset) => Engine.lendingLimits(loaded, subject.file.id, asset).bonus)
    .filter((bonus) => bonus > 0);
  return Math.min(0.5, ...bonuses);
}
