import { expect, test } from 'vitest';
import * as Frame from './Frame.js';

function frame(minutes: number, columns: Record<string, (minute: number) => number>): Frame.Frame {
  const entries = Object.entries(columns).map(([name, value]) => {
    return [name, Float64Array.from({ length: minutes }, (_, i) => value(i))] as const;
  });
  return Frame.of({ startMs: 0, minutes, markets: [], columns: Object.fromEntries(entries) });
}

test('the crash is shown from twenty minutes before the last exogenous window', () => {
  const { news, crash, full } = frame(2040, {
    exogenousUsd: (i) => ((i >= 57 && i < 70 && i !== 60) || (i >= 410 && i < 416) ? -1 : 0),
    liquidationsUsd: (i) => (i === 900 ? 1 : 0),
  });
  expect(news).toEqual([
    { from: 57, to: 70 },
    { from: 410, to: 416 },
  ]);
  expect(crash).toEqual({ from: 390, to: 540 });
  expect(full).toEqual({ from: 0, to: 2040 });
});

test('without exogenous orders it is shown around the worst minute', () => {
  expect(frame(2040, { liquidationsUsd: (i) => (i === 900 ? 5 : 1) }).crash).toEqual({ from: 860, to: 1010 });
});

test('a fall of two days is shown whole, whenever something exogenous traded', () => {
  const close = Float64Array.from({ length: 9000 }, (_, i) =>
    i < 3000 ? 100 : Math.max(0.01, 100 - (i - 3000) / 30),
  );
  const quiet = new Float64Array(9000);
  const market = {
    venue: 'a',
    symbol: 'X/USD',
    kind: 'spot' as const,
    close,
    low: close,
    high: close,
    vwap: close,
  };
  const markets = [{ ...market, volumeUsd: quiet.map(() => 1), bidDepthUsd: quiet }];
  const exogenousUsd = quiet.map((_, i) => (i > 2000 && i < 2100 ? 1 : 0));
  const { crash } = Frame.of({ startMs: 0, minutes: 9000, markets, columns: { exogenousUsd } } as never);
  expect(crash.from).toBeLessThan(3700);
  expect(crash.to).toBeGreaterThan(5900);
  expect(crash.to).toBeLessThan(7000);
});

test('the window stays inside the run', () => {
  expect(frame(2040, { exogenousUsd: (i) => (i > 2030 ? 1 : 0) }).crash).toEqual({ from: 1890, to: 2040 });
  expect(frame(60, {}).crash).toEqual({ from: 0, to: 60 });
});
