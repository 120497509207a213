import { expect, test } from 'vitest';
import type { AnyRow } from '../messages/Journal.js';
import * as Trace from './Trace.js';
import * as TraceFind from './TraceFind.js';

const ROWS: AnyRow[] = [
  { id: 1, cause: 0, atUs: 0, kind: 'news' },
  {
    id: 2,
    cause: 1,
    atUs: 24_600_000_000,
    kind: 'exogenous',
    venue: 'a',
    market: 'BTC/USDT',
    usd: 1_234_567.4,
  },
  {
    id: 3,
    cause: 2,
    atUs: 24_600_250_000,
    kind: 'mark-move',
    aggressors: [
      { origin: 2, kind: 'exogenous', share: 0.7 },
      { origin: 1, kind: 'journaled', share: 0.05 },
      { origin: 0, kind: 'noise', share: 0.05 },
    ],
    remainder: 0.2,
  },
  { id: 4, cause: 1, atUs: 24_600_300_000, kind: 'withdrawal', reason: 'volatility' },
  { id: 5, cause: 3, atUs: 24_600_500_000, kind: 'liquidation', account: 12, usd: 900 },
];

test('a trace goes from the event to its root and skips bystanders', () => {
  expect(Trace.trace(ROWS, 5).map((row) => row.id)).toEqual([5, 3, 2, 1]);
  expect(Trace.trace(ROWS, 4).map((row) => row.id)).toEqual([4, 1]);
  expect(Trace.trace(ROWS, 6)).toEqual([]);
});

const START_MS = Date.UTC(2025, 9, 10, 14);

test('text reads from the root down, with the shares of each push', () => {
  expect(Trace.traceText(ROWS, 5, START_MS)).toBe(
    [
      '#1 · 2025-10-10 14:00:00.000 · news',
      '  #2 · 2025-10-10 20:50:00.000 · exogenous · a BTC/USDT · $1 234 567',
      '    #3 · 2025-10-10 20:50:00.250 · mark-move',
      '        pushed 70.0% by #2 exogenous',
      '        pushed 5.0% by #1',
      '        pushed 5.0% by noise',
      '        pushed 20.0% by others',
      '      #5 · 2025-10-10 20:50:00.500 · liquidation · account 12 · $900',
      '',
    ].join('\n'),
  );
});

test('an unknown id has no text, and a journal that loops does not hang', () => {
  expect(Trace.traceText(ROWS, 99, 0)).toBe('');
  expect(Trace.trace([{ id: 1, cause: 1, atUs: 0, kind: 'news' }], 1)).toHaveLength(1);
});

test('rows are found by account, symbol, kind and time', () => {
  const ids = (wanted: TraceFind.Wanted) => TraceFind.find(ROWS, wanted).map(({ id }) => id);
  expect(ids({ account: 12 })).toEqual([5]);
  expect(ids({ symbol: 'BTC' })).toEqual(ids({ symbol: 'BTC/USDT' }));
  expect(ids({ symbol: 'BTC' })).toContain(2);
  expect(ids({ symbol: 'BT' })).toEqual([]);
  expect(ids({ kind: 'withdrawal' })).toEqual([4]);
  expect(ids({ fromUs: 24_600_300_000, toUs: 24_600_500_000 })).toEqual([4]);
  expect(TraceFind.text(TraceFind.find(ROWS, { account: 12 }), START_MS)).toBe(
    '#5 · 2025-10-10 20:50:00.500 · liquidation · account 12 · $900\n',
  );
});
