import type * as Calibration from './Calibration.js';
import type * as Composition from './Composition.js';
import type * as Answer from './MarketAnswer.js';
import * as Runs from './Runs.js';
import * as Statistics from './Statistics.js';

/** One condition that the file states or that a preset assumes, changed alone. */
interface Condition {
  readonly what: string;
  change(subject: Composition.Subject): Composition.Subject;
  readonly depth?: number;
  /** Without effect where the market states its liquidators one by one. */
  readonly isOfFirms?: boolean;
}

const CONDITIONS: readonly Condition[] = [
  { what: 'half of the depth', change: (subject) => subject, depth: 0.5 },
  { what: 'twice the depth', change: (subject) => subject, depth: 2 },
  {
    what: 'liquidators with a quarter of the capital',
    change: (subject) => capital(subject, 0.25),
    isOfFirms: true,
  },
  {
    what: 'liquidators who want $5000 of every call',
    change: (subject) => profit(subject, 5000),
    isOfFirms: true,
  },
];

/** What the bad debt of the worst class becomes when one condition changes, with the luck of the same seeds. */
export function of(
  subject: Composition.Subject,
  { depth }: Calibration.Opening,
  terms: Runs.Terms,
  current: Runs.Variant,
): Answer.Hanging[] {
  if (subject.into !== undefined || Object.keys(subject.file.spec.assets ?? {}).length === 0) return [];
  const worst = current.cells.at(-1)!;
  const before = worst.outcomes.slice(0, terms.seeds.length).map(({ badDebtUsd }) => badDebtUsd);
  const shocks = { ...terms.shocks, falls: [worst.of.fall] };
  const areStated = subject.file.spec.market.liquidators !== undefined;
  return CONDITIONS.filter(({ isOfFirms = false }) => !(areStated && isOfFirms)).map(
    ({ what, change, depth: factor = 1 }) => {
      const scaled = {
        equityUsd: depth.equityUsd * factor,
        volumeUsd: Object.fromEntries(
          Object.entries(depth.volumeUsd).map(([asset, usd]) => [asset, usd * factor]),
        ),
      };
      const run = Runs.run(change(subject), scaled, { ...terms, shocks }, { isSold: true, name: what });
      const after = run.cells[0]!.outcomes.map(({ badDebtUsd }) => badDebtUsd);
      return { what, badDebtUsd: Statistics.mean(after), change: Statistics.paired(before, after) };
    },
  );
}

function capital(subject: Composition.Subject, factor: number): Composition.Subject {
  const { file } = subject;
  const liquidators = file.spec.liquidators ?? {};
  return withLiquidators(subject, { ...liquidators, capital: (liquidators.capital ?? 0.2) * factor });
}

function profit(subject: Composition.Subject, usd: number): Composition.Subject {
  return withLiquidators(subject, { ...subject.file.spec.liquidators, profit: usd });
}

function withLiquidators(
  subject: Composition.Subject,
  liquidators: NonNullable<Composition.Subject['file']['spec']['liquidators']>,
): Composition.Subject {
  return { ...subject, file: { ...subject.file, spec: { ...subject.file.spec, liquidators } } };
}
