import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from './CommandDoor.js';
import type { Terminal } from './Terminal.js';

const LINE_EVERY_MS = 4000;
const REDRAW_EVERY_MS = 100;

/** Shows how far a run is: a bar on a screen, a line every few seconds elsewhere. */
export interface Reporter {
  update(progress: Progress): void;
  stop(): void;
}

export function reporter(terminal: Terminal): Reporter {
  const startMs = terminal.nowMs();
  const bar = terminal.screen ? openBar() : undefined;
  let shownMs = startMs;
  return {
    update: (progress) => {
      const nowMs = terminal.nowMs();
      if (nowMs - shownMs < (bar === undefined ? LINE_EVERY_MS : REDRAW_EVERY_MS)) return;
      shownMs = nowMs;
      const text = describe(progress, nowMs - startMs);
      if (bar === undefined) terminal.err(`${text}\n`);
      else bar.update(progress.atUs / Math.max(1, progress.endUs), { text });
    },
    stop: () => bar?.stop(),
  };
}

/** "06:51 of 34:00 simulated, 12.3M events, 810k events/s, worst a ALT/USDT -71.2%". */
function describe(progress: Progress, elapsedMs: number): string {
  const { atUs, endUs, events, worst } = progress;
  const rate = elapsedMs > 0 ? (events / elapsedMs) * 1000 : 0;
  const parts = [
    `${clock(atUs)} of ${clock(endUs)} simulated`,
    `${short(events)} events`,
    `${short(rate)} events/s`,
  ];
  if (worst !== undefined) parts.push(`worst ${worst.market} -${(worst.fall * 100).toFixed(1)}%`);
  return parts.join(', ');
}

function openBar(): SingleBar {
  const format = '{bar} {percentage}% {text}';
  const bar = new SingleBar(
    { format, clearOnComplete: true, hideCursor: true, barsize: 20 },
    Presets.shades_classic,
  );
  bar.start(1, 0, { text: '' });
  return bar;
}

/** Hours and minutes. */
function clock(us: number): string {
  const minutes = Math.floor(us / 6e7);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function short(count: number): string {
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)}M`;
  return count >= 1e3 ? `${(count / 1e3).toFixed(0)}k` : count.toFixed(0);
}
