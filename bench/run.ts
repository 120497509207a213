/** Usage: `npm run bench` for all benchmarks, `npm run bench book-calm` for those named. */
import { benchmarks as book } from './book.js';
import { type Benchmark, measure } from './harness.js';

const all: Benchmark[] = [...book];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  console.error(`no benchmark "${unknown.join('", "')}"; there are: ${all.map((b) => b.name).join(', ')}`);
  process.exit(2);
}
for (const benchmark of all) if (wanted.length === 0 || wanted.includes(benchmark.name)) measure(benchmark);
