/**
 * Usage: `npm run bench` for all benchmarks, `npm run bench NAME …` for some. `--json` prints the reports as JSON,
 * `-- --write` puts them into bench/RESULTS.md, `--flow FILE` replays a binary flow instead, `--depth FOLDER` (or
 * UNWIND_DEPTH) tells where recorded depth streams lie for book-real.
 */
import { parseArgs } from 'node:util';
import * as Book from './book.js';
import { type Benchmark, measure, type Report } from './harness.js';
import * as KernelRun from './kernel.js';
import * as Lending from './lending.js';
import * as Margin from './margin.js';
import * as Queue from './queue.js';
import * as ReadDepth from './readDepth.js';
import * as ReadFlow from './readFlow.js';
import * as Results from './results.js';
import * as Scenarios from './scenarios.js';

const RECORDED = 'book-real';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    flow: { type: 'string' },
    depth: { type: 'string' },
  },
});
const wanted = chosen();
const reports: Report[] = [];
for (const benchmark of wanted) {
  const report = measure(benchmark);
  reports.push(report);
  if (!values.json) console.log(Results.text(report));
}
const date = new Date().toISOString().slice(0, 10);
if (values.json) console.log(JSON.stringify({ date, hardware: Results.hardware(), reports }, null, 2));
if (values.write) Results.write(reports, date);

function chosen(): Benchmark[] {
  const file = values.flow;
  if (file !== undefined) return [flowOf(file)];
  const all = [
    ...Book.benchmarks,
    ...KernelRun.benchmarks,
    ...Queue.benchmarks,
    ...Lending.benchmarks,
    ...Margin.benchmarks,
    ...recorded(),
    ...Scenarios.benchmarks,
  ];
  const isSkipped = !all.some(({ name }) => name === RECORDED);
  if (isSkipped && (positionals.length === 0 || positionals.includes(RECORDED)))
    console.error(`${RECORDED} is skipped: no recorded depth at hand, see --depth`);
  const unknown = positionals.filter((name) => !(all.some((one) => one.name === name) || name === RECORDED));
  if (unknown.length > 0) {
    console.error(`no benchmark "${unknown.join('", "')}"; there are: ${all.map((b) => b.name).join(', ')}`);
    process.exit(2);
  }
  return all.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
}

function flowOf(file: string): Benchmark {
  try {
    const flow = ReadFlow.read(file);
    return { name: 'flow', what: file, contenders: () => Book.bothOver(flow) };
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}

/** Absent where no recording is at hand. */
function recorded(): Benchmark[] {
  const folder = values.depth ?? process.env.UNWIND_DEPTH;
  if (!ReadDepth.isThere(folder)) return [];
  const what =
    'Binance spot and USD-M BTCUSDT and ETHUSDT, five minutes of depth and trades each, August 2024';
  return [{ name: RECORDED, what, contenders: () => Book.bothOver(ReadDepth.read(folder)) }];
}
