export type Counts = Readonly<Record<string, number | string>>;

/** A contender's fresh state; `play` is what is timed. */
export interface Session {
  /** Performs operations `from` to `to` - 1; called in turn over all of them. */
  readonly play: (from: number, to: number) => void;
  /** Counts that prove the work was done, read after the last operation. */
  readonly counts: () => Counts;
  /** Where the work is done elsewhere: what it was and took there, read after the last operation. */
  readonly measured?: () => { readonly operations: number; readonly processorUs: number };
  /** Bytes of state for each unit named here, read after the last operation. */
  readonly bytes?: () => { readonly unit: string; readonly each: number };
}

export interface Contender {
  readonly name: string;
  readonly operations: number;
  /** Medians are of this many passes; 5 unless told. */
  readonly passes?: number;
  /** Times every operation by itself in one more pass. */
  readonly latency?: boolean;
  readonly prepare: () => Session;
}

/** Contenders of one benchmark, run in turn in one process so that they share its conditions. Ours first, its peer second. */
export interface Benchmark {
  readonly name: string;
  readonly what: string;
  readonly contenders: () => Contender[];
}

export interface Figure {
  readonly name: string;
  /** Operations a second of processor time (others may share the machine), compiler and collector included: median, first pass (which includes warm-up), slowest and fastest. */
  readonly rate: number;
  readonly first: number;
  readonly slowest: number;
  readonly fastest: number;
  /** Nanoseconds an operation of wall time, the clock's own cost taken off; the worst may be the machine's. */
  readonly p50?: number;
  readonly p99?: number;
  readonly worst?: number;
  readonly bytes?: { readonly unit: string; readonly each: number };
  readonly counts: Counts;
}

export interface Report {
  readonly name: string;
  readonly what: string;
  readonly figures: Figure[];
  /** First contender's rate over the second's. */
  readonly ratio?: number;
}

const PASSES = 5;

export function measure(benchmark: Benchmark): Report {
  const contenders = benchmark.contenders();
  const rates = contenders.map(() => [] as number[]);
  const last = new Map<Contender, Session>();
  for (let pass = 0; pass < PASSES; pass++)
    contenders.forEach((contender, i) => {
      if (pass < (contender.passes ?? PASSES)) rates[i]!.push(rateOf(contender, last));
    });
  const figures = contenders.map((contender, i) => figureOf(contender, rates[i]!, last.get(contender)!));
  const { name, what } = benchmark;
  return figures.length < 2
    ? { name, what, figures }
    : { name, what, figures, ratio: figures[0]!.rate / figures[1]!.rate };
}

function rateOf(contender: Contender, last: Map<Contender, Session>): number {
  // The session before must not be alive while this one runs.
  last.delete(contender);
  const session = contender.prepare();
  last.set(contender, session);
  const before = process.cpuUsage();
  session.play(0, contender.operations);
  const { user, system } = process.cpuUsage(before);
  const { operations, processorUs } = session.measured?.() ?? {
    operations: contender.operations,
    processorUs: user + system,
  };
  return (operations / processorUs) * 1e6;
}

function figureOf(contender: Contender, rates: readonly number[], session: Session): Figure {
  const latency = contender.latency === true ? latencyOf(contender, contender.prepare()) : {};
  const sorted = [...rates].sort((a, b) => a - b);
  return {
    name: contender.name,
    rate: quantile(sorted, 0.5),
    first: rates[0]!,
    slowest: sorted[0]!,
    fastest: sorted[sorted.length - 1]!,
    ...latency,
    ...(session.bytes === undefined ? {} : { bytes: session.bytes() }),
    counts: session.counts(),
  };
}

function latencyOf(contender: Contender, session: Session): Pick<Figure, 'p50' | 'p99' | 'worst'> {
  const idle = new Float64Array(100_000);
  for (let i = 0; i < idle.length; i++) idle[i] = performance.now() - performance.now();
  const clock = Math.abs(quantile(idle.sort(), 0.5));
  const each = new Float64Array(contender.operations);
  for (let i = 0; i < each.length; i++) {
    const start = performance.now();
    session.play(i, i + 1);
    each[i] = performance.now() - start - clock;
  }
  each.sort();
  const at = (share: number) => Math.max(0, quantile(each, share) * 1e6);
  return { p50: at(0.5), p99: at(0.99), worst: at(1) };
}

function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)]!;
}

/** Bytes of every typed array inside `state`, each buffer once. */
export function bytesOf(state: unknown): number {
  const buffers = new Set<ArrayBufferLike>();
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) buffers.add(value.buffer);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(state);
  return [...buffers].reduce((sum, buffer) => sum + buffer.byteLength, 0);
}
