import * as NumberText from '../report/NumberText.js';
import type * as Answer from './MarketAnswer.js';
import type * as Statistics from './Statistics.js';

/** A table of the answer: what stands above it, its heading, and its rows. The page and the forum's text use the same. */
export interface Sheet {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const usd = (value: number) => NumberText.format('usd', value);
const percent = (value: number) => NumberText.format('percent', value);
const count = (value: number) => NumberText.format('count', value);

/** Every table with something in it. */
export function list(answer: Answer.Answer): Sheet[] {
  const variants = [
    ['current', answer.current] as const,
    ...(answer.proposed ? [[answer.proposed.name, answer.proposed] as const] : []),
  ];
  return [
    changes(answer),
    market(answer),
    ...variants.map(([name, told]) => losses(answer, name, told)),
    difference(answer),
    ...variants.map(([name, told]) => liquidations(answer, name, told)),
    ...variants.map(([name, told]) => reserves(answer, name, told)),
    curve(answer),
    feedback(answer),
    hanging(answer),
  ].filter(({ rows }) => rows.length > 0);
}

/** What every percentile hangs on: horizon and number of seeds. */
export function basis({ horizon, seeds }: Answer.Answer): string {
  const [first, last] = [seeds[0]!, seeds.at(-1)!];
  return `horizon ${horizon}, ${seeds.length} seeds (${first === last ? first : `${first} to ${last}`}) a class`;
}

function small({ seeds }: Answer.Answer): string {
  if (seeds.length >= 100) return '';
  const least = seeds.length < 20 ? 'P95 and P99 are' : 'P99 is';
  return ` With ${seeds.length} seeds ${least} the worst run of its class.`;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function changes({ proposed }: Answer.Answer): Sheet {
  const rows = (proposed?.changes ?? []).map(({ path, before, after }) => [path, before, after]);
  return {
    id: 'proposal',
    title: `${capital(proposed?.name ?? '')}: ${proposed?.title ?? ''}`,
    about: 'What changes.',
    head: ['parameter', 'current', proposed?.name ?? ''],
    rows,
  };
}

function market({ current, proposed, coverageUsd, depthUsd, response }: Answer.Answer): Sheet {
  const row = (name: string, pick: (told: Answer.Told) => string) => [
    name,
    pick(current),
    ...(proposed ? [pick(proposed)] : []),
  ];
  const depth = Object.entries(depthUsd).map(([asset, dollars]) => [
    `bids for ${asset} within 1%`,
    usd(dollars),
    ...(proposed ? [usd(dollars)] : []),
  ]);
  const about =
    response === 'usage'
      ? 'When the run opens. Borrowers use the same part of what they may borrow under both.'
      : proposed?.name === 'later'
        ? 'When the run opens. Parameters are the same under both.'
        : proposed?.changes.some(({ path }) => /^market\.(borrowers|loans)\b/.test(path))
          ? 'When the run opens. Loans are those that the file and the proposal state.'
          : 'When the run opens. Loans are the same under both.';
  return {
    id: 'market',
    title: 'The market',
    about,
    head: ['', 'current', ...(proposed ? [proposed.name] : [])],
    rows: [
      row('accounts with debt', ({ accounts }) => count(accounts)),
      row('debt', ({ debtUsd }) => usd(debtUsd)),
      row('their collateral', ({ collateralUsd }) => usd(collateralUsd)),
      row('accounts liquidatable before anything moves', ({ calledAtOnce }) => count(calledAtOnce)),
      row('revenue of the protocol a year at opening rates', ({ revenueUsdAYear }) => usd(revenueUsdAYear)),
      row('coverage', () => usd(coverageUsd)),
      ...depth,
    ],
  };
}

function spreads(values: Statistics.Spread, text: (value: number) => string): string[] {
  return [values.p50, values.p95, values.p99, values.shortfall].map(text);
}

function losses(answer: Answer.Answer, name: string, { classes }: Answer.Told): Sheet {
  const rows = classes.flatMap((one) => [
    [one.name, 'all', ...spreads(one.badDebt, usd), percentOf(one), usd(one.beyondCoverage.p99)],
    ...one.byReserve
      .filter(({ usd: lost }) => lost.max > 0)
      .map(({ asset, usd: lost, share }) => ['', asset, ...spreads(lost, usd), percent(share.p99), '']),
  ]);
  const about = `Written off, and debt beyond the collateral of loans that stand at the end; ${basis(answer)}. ES is the mean of the worst twentieth.${small(answer)}`;
  return {
    id: `losses-${name}`,
    title: `Bad debt, ${name}`,
    about,
    head: ['class', 'reserve', 'P50', 'P95', 'P99', 'ES', 'P99 of what is lent', 'P99 beyond coverage'],
    rows,
  };
}

function percentOf({ badDebt, byReserve, reserves: _ }: Answer.ToldClass): string {
  return byReserve.length === 1
    ? percent(badDebt.p99 / (byReserve[0]!.usd.p99 / byReserve[0]!.share.p99 || 1))
    : '';
}

function interval({ mean, low, high }: Statistics.Difference, text: (value: number) => string): string {
  return Number.isFinite(low) ? `${text(mean)} (${text(low)} to ${text(high)})` : text(mean);
}

function difference(answer: Answer.Answer): Sheet {
  const rows = answer.difference.map(({ name, badDebtUsd, liquidatedUsd, liquidatedAccounts }) => [
    name,
    interval(badDebtUsd, usd),
    interval(liquidatedUsd, usd),
    interval(liquidatedAccounts, count),
  ]);
  const name = capital(answer.proposed?.name ?? '');
  const about = `${name} less current, mean over pairs of runs with the same luck, with its 95% interval; ${basis(answer)}.`;
  return {
    id: 'difference',
    title: `${name} against current`,
    about,
    head: ['class', 'bad debt', 'liquidated', 'accounts liquidated'],
    rows,
  };
}

function liquidations(answer: Answer.Answer, name: string, { classes }: Answer.Told): Sheet {
  const rows = classes.map((one) => [
    one.name,
    Object.entries(one.low)
      .map(([asset, low]) => `${asset} ${percent(low - 1)}`)
      .join(', '),
    `${usd(one.breachedUsd.p50)} / ${usd(one.breachedUsd.p95)}`,
    `${usd(one.liquidatedUsd.p50)} / ${usd(one.liquidatedUsd.p95)}`,
    `${count(one.liquidatedAccounts.p50)} / ${count(one.liquidatedAccounts.p95)}`,
    `${usd(one.bonusUsd.p50)} / ${usd(one.bonusUsd.p95)}`,
  ]);
  const about = `Median and P95; prices are the median of each run's lowest; ${basis(answer)}.`;
  return {
    id: `liquidations-${name}`,
    title: `Liquidations, ${name}`,
    about,
    head: ['class', 'lowest prices', 'became liquidatable', 'liquidated', 'accounts', 'bonus paid'],
    rows,
  };
}

function reserves(answer: Answer.Answer, name: string, { classes }: Answer.Told): Sheet {
  const rows = classes.flatMap((one) =>
    one.reserves.map(({ asset, utilization, hoursFull, rate, withdrawable }, i) => [
      i === 0 ? one.name : '',
      asset,
      `${percent(utilization.p50)} / ${percent(utilization.p95)}`,
      `${NumberText.format('plain', hoursFull.p50)} / ${NumberText.format('plain', hoursFull.p95)}`,
      `${percent(rate.p50)} / ${percent(rate.p95)}`,
      `${percent(withdrawable.p50)} / ${percent(withdrawable.p5)}`,
    ]),
  );
  const about = `Median and P95 of each run's highest; what an average supplier could withdraw is the median and P5 of the worst minute; ${basis(answer)}.`;
  return {
    id: `reserves-${name}`,
    title: `Reserves under stress, ${name}`,
    about,
    head: ['class', 'reserve', 'utilization', 'hours at 100%', 'borrow rate', 'can be withdrawn'],
    rows,
  };
}

function curve({ curve: rungs }: Answer.Answer): Sheet {
  const rows = rungs.map(({ fall, direct, engine, executableUsd }) => [
    percent(-fall),
    count(direct.accounts),
    usd(direct.collateralUsd),
    count(engine.accounts),
    usd(engine.collateralUsd),
    usd(direct.shortfallUsd),
    NumberText.format('times', direct.collateralUsd / executableUsd),
  ]);
  const about =
    'Everything that moves falls by so much, and nobody sells. The direct formula is collateral at its thresholds over debt; the engine’s curve is read off the protocol after its oracle has reported those prices. The last column is what can be liquidated over what the books bid within the smallest bonus when the market opens: above 1 the books cannot take it at once.';
  return {
    id: 'curve',
    title: 'Liquidation curve before any feedback',
    about,
    head: [
      'price',
      'accounts (formula)',
      'collateral (formula)',
      'accounts (engine)',
      'collateral (engine)',
      'uncovered',
      'liquidatable over executable',
    ],
    rows,
  };
}

function feedback({ feedback: all }: Answer.Answer): Sheet {
  const rows = all.map(({ name, held, sold, breachedUsd, badDebtUsd }) => [
    name,
    low(held.low),
    low(sold.low),
    usd(held.breachedUsd),
    interval(breachedUsd, usd),
    usd(held.badDebtUsd),
    interval(badDebtUsd, usd),
  ]);
  const about =
    'The same runs twice: liquidators hold what they seize, or sell it into the books. The difference is what feedback adds, with its 95% interval over the pairs.';
  return {
    id: 'feedback',
    title: 'What feedback adds',
    about,
    head: [
      'class',
      'lowest prices, held',
      'sold',
      'became liquidatable, held',
      'selling adds',
      'bad debt, held',
      'selling adds',
    ],
    rows,
  };
}

function low(prices: Readonly<Record<string, number>>): string {
  return Object.entries(prices)
    .map(([asset, ratio]) => `${asset} ${percent(ratio - 1)}`)
    .join(', ');
}

function hanging({ hangsOn, current }: Answer.Answer): Sheet {
  const rows = hangsOn.map(({ what, badDebtUsd, change }) => [what, usd(badDebtUsd), interval(change, usd)]);
  const about = `Mean bad debt of the class "${current.classes.at(-1)?.name ?? ''}" when one condition changes alone, and the change with its 95% interval over pairs of runs.`;
  return {
    id: 'hangs-on',
    title: 'What the answer hangs on',
    about,
    head: ['condition', 'bad debt', 'change'],
    rows,
  };
}
