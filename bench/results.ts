import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Figure, Report } from './harness.js';

const PATH = 'bench/RESULTS.md';
const HEADER = `# Benchmark results

Written by \`npm run bench -- --write\`, which replaces the sections it has run. Rates are per second of processor time,
because the machine may be shared: medians of five passes, fewer where one takes long. Contenders
of one table ran in turn in one process, so ratios mean more than rates. Latency times every operation by itself, the
clock's own cost taken off. Counts prove that the work was done and are equal for equal messages.
`;

export function hardware(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cores[0]!.model.trim()}, ${cores.length} cores, ${memory} GiB, Node ${process.versions.node}`;
}

/** The report as lines for a terminal. */
export function text(report: Report): string {
  const rows = report.figures.map((figure) => `  ${cells(figure).join('  ')}`);
  const ratio = report.ratio === undefined ? [] : [`  ${report.ratio.toFixed(1)} times the peer`];
  return [`${report.name}: ${report.what}`, ...rows, ...ratio].join('\n');
}

/** Puts the reports' sections in place of those of the same name and keeps the others. */
export function write(reports: readonly Report[], date: string): void {
  const old = existsSync(PATH)
    ? readFileSync(PATH, 'utf8')
        .split(/^(?=## )/m)
        .slice(1)
    : [];
  const sections = new Map(old.map((section) => [/^## (\S+)/.exec(section)![1]!, `${section.trimEnd()}\n`]));
  for (const report of reports) sections.set(report.name, section(report, date));
  const names = [...sections.keys()].sort();
  writeFileSync(PATH, [HEADER, ...names.map((name) => sections.get(name))].join('\n'));
}

function section(report: Report, date: string): string {
  const rows = report.figures.map((figure) => `| ${cells(figure).join(' | ')} |`);
  const ratio = report.ratio === undefined ? [] : ['', `**${report.ratio.toFixed(1)} times the peer.**`];
  return [
    `## ${report.name}`,
    '',
    `${report.what[0]!.toUpperCase()}${report.what.slice(1)}. ${date}, ${hardware()}.`,
    '',
    '| | rate | spread; first pass | p50 / p99 / worst | memory | counts |',
    '|---|---|---|---|---|---|',
    ...rows,
    ...ratio,
    '',
  ].join('\n');
}

function cells(figure: Figure): string[] {
  const { name, rate, slowest, fastest, first, p50, p99, worst, bytes, counts } = figure;
  return [
    name,
    `${million(rate)} M/s`,
    `${million(slowest)} to ${million(fastest)}; ${million(first)}`,
    p50 === undefined ? '–' : [p50, p99, worst].map((ns) => duration(ns ?? 0)).join(' / '),
    bytes === undefined ? '–' : `${bytes.each.toFixed(0)} bytes a ${bytes.unit}`,
    Object.entries(counts)
      .map(([what, count]) => `${what} ${count.toLocaleString('en-US')}`)
      .join(', '),
  ];
}

/** Nanoseconds in the unit that suits them. */
function duration(ns: number): string {
  if (ns < 10_000) return `${ns.toFixed(0)} ns`;
  return ns < 10e6 ? `${(ns / 1e3).toFixed(0)} µs` : `${(ns / 1e6).toFixed(1)} ms`;
}

function million(rate: number): string {
  return (rate / 1e6).toPrecision(3);
}
