import { expect, test } from 'vitest';
import * as Exogenous from './Exogenous.js';

test('only minutes with orders have a row, with their sign', () => {
  const columns = { exogenousUsd: Float64Array.from([0, -5, Number.NaN, 7]) };
  const series = { startMs: Date.parse('2025-10-10T20:50:00Z'), minutes: 3, markets: [], columns };
  expect(Exogenous.byMinute(series)).toEqual([{ at: '2025-10-10T20:51:00Z', usd: -5 }]);
  expect(Exogenous.byMinute({ ...series, columns: {} })).toEqual([]);
});
