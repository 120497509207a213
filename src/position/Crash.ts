import * as Wilson from '../analysis/Wilson.js';

/** What became of the planted account in one seed; as in a run's summary. */
export interface Fate {
  readonly name: string;
  readonly fate: 'held' | 'called' | 'deleveraged' | 'liquidated';
  readonly at: string | null;
  readonly market?: string | undefined;
  readonly price?: number | undefined;
  readonly startUsd: number;
  readonly endUsd: number;
  readonly closedUsd: number;
  readonly beyondUsd: number;
  readonly payers: Readonly<Record<string, number>>;
}

/** One run of the crash. */
export interface Run {
  readonly seed: number;
  readonly accounts: readonly Fate[];
}

/** A change of the position, and what it would have done to survival. */
export interface Repair {
  readonly kind: 'add collateral' | 'repay' | 'smaller position' | 'another place';
  readonly about: string;
  /** Own money to put in, dollars. */
  readonly cashUsd: number;
  /** What it costs a year: the use of that money elsewhere, and income that is lost; negative where it pays. */
  readonly yearUsd: number;
  readonly survival: Wilson.Share;
}

export interface Crash {
  readonly scenario: string;
  readonly from: string;
  readonly to: string;
  readonly seeds: number;
  readonly survival: Wilson.Share;
  readonly called: number;
  readonly deleveraged: number;
  readonly deaths: readonly Death[];
  /** Change of equity over all seeds, fractions of the equity at the open. */
  readonly change: { readonly worst: number; readonly median: number; readonly best: number };
  /** Dollars beyond the collateral by who bore them, over all seeds. */
  readonly payers: Readonly<Record<string, number>>;
  /** The least change of each kind that survives the stated share of seeds. */
  readonly repairs: readonly Repair[];
  /** Kinds of repair of which no step tried survives. */
  readonly failed: readonly string[];
  readonly target: number;
}

export interface Death {
  readonly seed: number;
  readonly at: string;
  readonly market: string | null;
  readonly price: number | null;
  readonly closedUsd: number;
  readonly lostUsd: number;
}

/** A step of a search for repairs: what the account is called in the runs, and what it takes. */
export interface Rung extends Omit<Repair, 'survival'> {
  readonly name: string;
}

/** Share of seeds that a repair has to survive. */
export const TARGET = 0.95;

/** Lived through it: not liquidated, not deleveraged, and something is left. */
function isAlive({ fate, endUsd }: Fate): boolean {
  return fate !== 'liquidated' && fate !== 'deleveraged' && endUsd > 0;
}

export function survivalOf(runs: readonly Run[], name: string): Wilson.Share {
  const fates = fatesOf(runs, name);
  return Wilson.assess(fates.filter(({ one }) => isAlive(one)).length, fates.length);
}

function fatesOf(runs: readonly Run[], name: string): { seed: number; one: Fate }[] {
  return runs.flatMap(({ seed, accounts }) =>
    accounts.filter((one) => one.name === name).map((one) => ({ seed, one })),
  );
}

export interface Event {
  readonly scenario: string;
  readonly from: string;
  readonly to: string;
}

/** What the runs say of the position, and of each rung that was planted beside it or in runs of its own. */
export function assess(
  event: Event,
  name: string,
  runs: readonly Run[],
  rungs: readonly (Rung & { runs: readonly Run[] })[],
): Crash {
  const fates = fatesOf(runs, name);
  const dead = fates.filter(({ one }) => !isAlive(one));
  const changes = fates.map(({ one }) => one.endUsd / one.startUsd - 1).sort((a, b) => a - b);
  const payers: Record<string, number> = {};
  for (const { one } of fates)
    for (const [payer, usd] of Object.entries(one.payers)) payers[payer] = (payers[payer] ?? 0) + usd;
  const { repairs, failed } = search(rungs);
  return {
    ...event,
    seeds: fates.length,
    survival: survivalOf(runs, name),
    called: fates.filter(({ one }) => one.fate === 'called').length,
    deleveraged: fates.filter(({ one }) => one.fate === 'deleveraged').length,
    deaths: dead.map(({ seed, one }) => ({
      seed,
      at: one.at ?? event.to,
      market: one.market ?? null,
      price: one.price ?? null,
      closedUsd: one.closedUsd,
      lostUsd: one.startUsd - one.endUsd,
    })),
    change: {
      worst: changes[0] ?? 0,
      median: changes[Math.floor(changes.length / 2)] ?? 0,
      best: changes.at(-1) ?? 0,
    },
    payers,
    repairs,
    failed,
    target: TARGET,
  };
}

/** The first rung of each kind that survives, the cheapest a year first. */
function search(rungs: readonly (Rung & { runs: readonly Run[] })[]): Pick<Crash, 'repairs' | 'failed'> {
  const repairs: Repair[] = [];
  const failed: string[] = [];
  for (const kind of new Set(rungs.map((one) => one.kind))) {
    const tried = rungs.filter((one) => one.kind === kind);
    const found = tried.find(({ name, runs }) => survivalOf(runs, name).share >= TARGET);
    if (found === undefined) failed.push(kind);
    else {
      const { name, runs, ...rest } = found;
      repairs.push({ ...rest, survival: survivalOf(runs, name) });
    }
  }
  repairs.sort((a, b) => a.yearUsd - b.yearUsd || a.cashUsd - b.cashUsd);
  return { repairs, failed };
}
