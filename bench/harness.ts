/** One measurement: `prepare` builds fresh state untimed, the function it returns is timed and performs `operations`. */
export interface Contender {
  readonly name: string;
  readonly operations: number;
  readonly prepare: () => () => void;
}

/** Contenders of one benchmark, run in turn in one process so that they share its conditions. */
export interface Benchmark {
  readonly name: string;
  readonly what: string;
  readonly contenders: () => Contender[];
}

const PASSES = 7;

/** Prints million operations a second per contender: the median of several passes, and the first, which includes warm-up. */
export function measure(benchmark: Benchmark): void {
  console.log(`${benchmark.name}: ${benchmark.what}`);
  const contenders = benchmark.contenders();
  const rates = contenders.map(() => [] as number[]);
  for (let pass = 0; pass < PASSES; pass++)
    contenders.forEach((contender, i) => {
      rates[i]!.push(rateOf(contender));
    });
  contenders.forEach((contender, i) => {
    const sorted = [...rates[i]!].sort((a, b) => a - b);
    const median = sorted[PASSES >> 1]!;
    const spread = `${format(sorted[0]!)} to ${format(sorted[PASSES - 1]!)}`;
    console.log(
      `  ${contender.name.padEnd(22)} ${format(median)} M/s  (${spread}, first pass ${format(rates[i]![0]!)})`,
    );
  });
}

/** Million operations a second of one pass. */
function rateOf(contender: Contender): number {
  const run = contender.prepare();
  const start = performance.now();
  run();
  return contender.operations / (performance.now() - start) / 1000;
}

function format(rate: number): string {
  return rate.toFixed(rate < 1 ? 3 : 2).padStart(6);
}
