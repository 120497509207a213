import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../study/Submission.js';
import type { Terminal } from './Terminal.js';

/** Shows how far a study is: a bar on a screen, a line at most every second elsewhere. */
export interface Reporter {
  /** Runs done and failed since the last call. */
  add(done: number, failed: number): void;
  show(progress: Progress): void;
  stop(): void;
}

const LINE_EVERY_MS = 1000;

/** `before` runs were done or set aside when it began: they say nothing about the rate. */
export function open(terminal: Terminal, total: number, before: number): Reporter {
  const startMs = terminal.nowMs();
  const bar = terminal.screen ? openBar(total) : undefined;
  let [done, failed, shown] = [before, 0, ''];
  let shownMs = Number.NEGATIVE_INFINITY;
  let first: number | undefined = before > 0 ? before : undefined;
  const write = (running: number | undefined): void => {
    const nowMs = terminal.nowMs();
    first ??= done + failed;
    const text = describe({ done, failed, running, total }, done + failed - first, nowMs - startMs);
    bar?.update(done + failed, { text });
    const whole = done + failed >= total;
    if (bar !== undefined || text === shown || (nowMs - shownMs < LINE_EVERY_MS && !whole)) return;
    [shown, shownMs] = [text, nowMs];
    terminal.err(`${text}\n`);
  };
  return {
    add: (more, broken) => {
      first ??= 0;
      done += more;
      failed += broken;
      write(undefined);
    },
    show: (progress) => {
      ({ done, failed } = progress);
      write(progress.running);
    },
    stop: () => bar?.stop(),
  };
}

interface Now {
  readonly done: number;
  readonly failed: number;
  readonly running: number | undefined;
  readonly total: number;
}

/** "12 of 40 runs done, 3 jobs running, 1 failed, 2.5 runs/s, 11 s left". */
function describe({ done, failed, running, total }: Now, sinceStart: number, elapsedMs: number): string {
  const parts = [`${done} of ${total} runs done`];
  if (running !== undefined) parts.push(`${running} jobs running`);
  if (failed > 0) parts.push(`${failed} failed`);
  const rate = elapsedMs > 0 ? (sinceStart / elapsedMs) * 1000 : 0;
  const left = total - done - failed;
  if (rate > 0) parts.push(`${rate.toPrecision(2)} runs/s`);
  if (rate > 0 && left > 0) parts.push(`${duration(left / rate)} left`);
  return parts.join(', ');
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function openBar(total: number): SingleBar {
  const format = '{bar} {percentage}% {text}';
  const bar = new SingleBar({ format, clearOnComplete: true, barsize: 20 }, Presets.shades_classic);
  bar.start(total, 0, { text: '' });
  return bar;
}
