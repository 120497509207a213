import * as NumberText from '../report/NumberText.js';
import type { Sheet } from '../report/TerminalSheets.js';
import type { Crash } from './Crash.js';
import type { Answer } from './PositionAnswer.js';
import type { Ladder, Level } from './PriceLevels.js';

const { format } = NumberText;
const NONE = '–';

/** Dollars to the unit, as a person compares them with a page of their own. */
export function dollars(usd: number): string {
  return `${usd < 0 ? '−' : ''}$${String(Math.round(Math.abs(usd))).replace(/\B(?=(\d{3})+$)/g, ',')}`;
}

/** The tables of an answer for a terminal, in the order of the page. */
export function list(answer: Answer): Sheet[] {
  const sheets = [size(answer), income(answer), levels(answer), exit(answer)];
  if (answer.map) sheets.push(map(answer.map));
  if (answer.crash) sheets.push(...crash(answer.crash));
  return [...sheets.filter(({ rows }) => rows.length > 0), facts(answer)];
}

function size({ size: one, id }: Answer): Sheet {
  const rows = [
    ['exposure', dollars(one.exposureUsd)],
    ['own money (equity)', dollars(one.equityUsd)],
    ['debt', dollars(one.debtUsd)],
    ['exposure over own money', format('times', one.leverage)],
    [
      `${one.ratioName} (liquidated at ${one.liquidatedAt})`,
      one.ratio === null ? 'nothing is owed' : one.ratio.toFixed(3),
    ],
  ];
  return { head: [id, ''], rows };
}

function income({ income: one }: Answer): Sheet {
  const lines = one.lines.map(({ source, asset, rate, usd }) => [
    `${source}${asset === '' ? '' : ` of ${asset}`}`,
    format('percent', rate),
    dollars(usd),
  ]);
  const rows = [...lines, ['net, on own money', format('percent', one.apy), dollars(one.netUsd)]];
  if (one.breakEvenBorrow !== null)
    rows.push(['borrow rate at which nothing is left', format('percent', one.breakEvenBorrow), '']);
  if (one.breakEvenFunding !== null)
    rows.push(['funding at which nothing is left', format('percent', one.breakEvenFunding), '']);
  return {
    head: ['where the yield comes from', 'a year', 'dollars a year'],
    rows: lines.length === 0 ? [] : rows,
  };
}

function levels({ levels: all, size: { callName } }: Answer): Sheet {
  const row = ({ asset, direction, call, liquidation, zeroEquity, badDebt }: Ladder) => [
    `${asset} ${direction}`,
    ...[call, liquidation, badDebt, zeroEquity].map(level),
  ];
  return {
    head: ['one price alone', callName, 'liquidation', 'bad debt', 'zero equity'],
    rows: all.map(row),
  };
}

function level(one: Level | null): string {
  if (one === null) return NONE;
  return `${format('price', one.price)} (${one.move > 0 ? '+' : ''}${format('percent', one.move)})`;
}

function exit({ exit: one }: Answer): Sheet {
  const routes = one.routes.map(({ place, asset, usd, costUsd }) => [
    `close ${dollars(usd)} of ${asset} on ${place}`,
    costUsd === null ? 'the book holds less' : dollars(costUsd),
  ]);
  const waits = one.waits.map(({ what, text }) => [what, text]);
  return { head: ['getting out now', 'cost or time'], rows: [...routes, ...waits] };
}

/** A letter a cell: liquidated and bad debt are what one looks for. */
const LETTERS = { sound: '·', called: 'c', liquidated: 'L', 'bad debt': 'B' } as const;

function map({ x, y, cells }: NonNullable<Answer['map']>): Sheet {
  const move = (one: number) => `${one > 0 ? '+' : ''}${format('percent', one)}`;
  return {
    head: [`rows ${y.asset}, columns ${x.asset}`, ...x.moves.map(move)],
    rows: cells.map((row, i) => [move(y.moves[i]!), ...row.map(({ state }) => LETTERS[state])]),
  };
}

function crash(one: Crash): Sheet[] {
  const { survival, change, deaths, called, deleveraged, seeds } = one;
  const first = [...deaths].sort((a, b) => (a.at < b.at ? -1 : 1))[0];
  const prices = deaths.flatMap(({ price }) => price ?? []).sort((a, b) => a - b);
  const range =
    prices.length === 0 ? NONE : `${format('price', prices[0]!)} to ${format('price', prices.at(-1)!)}`;
  const rows = [
    ['survived', `${survival.count} of ${seeds} seeds, ${format('percent', survival.share)}`],
    ['95% interval', `${format('percent', survival.low)} to ${format('percent', survival.high)}`],
    ['first death', first === undefined ? NONE : `${first.at.slice(5, 19).replace('T', ' ')} UTC`],
    [`price of ${deaths[0]?.market ?? 'the trigger'}`, range],
    ['margin calls that it lived through', String(called)],
    ['deleveraged', String(deleveraged)],
    [
      'own money, worst / median / best seed',
      [change.worst, change.median, change.best].map((x) => format('percent', x)).join(' / '),
    ],
    ...Object.entries(one.payers).map(([payer, usd]) => [
      `beyond its collateral, paid by ${NumberText.words(payer)}`,
      dollars(usd),
    ]),
  ];
  const repairs = one.repairs.map((repair) => [
    repair.about,
    dollars(repair.cashUsd),
    dollars(repair.yearUsd),
    `${repair.survival.count} of ${repair.survival.of}`,
  ]);
  const failed = one.failed.map((kind) => [`${kind}: no step tried`, NONE, NONE, NONE]);
  return [
    { head: [`in ${one.scenario}`, ''], rows },
    {
      head: [
        `least change that survives ${format('percent', one.target)}`,
        'own money',
        'cost a year',
        'survived',
      ],
      rows: [...repairs, ...failed],
    },
  ];
}

function facts({ facts: all }: Answer): Sheet {
  return {
    head: ['what this hangs on', 'value', 'from'],
    rows: all.map(({ what, value, source }) => [what, value, source]),
    isText: true,
  };
}
