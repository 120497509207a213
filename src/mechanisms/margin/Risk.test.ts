import { expect, test } from 'vitest';
import * as Risk from './Risk.js';

const risk = (equity: number, maintenance: number): Risk.Risk => ({ equity, maintenance });

test('worst first: lowest ratio, then lowest id; no requirement counts as worst or best', () => {
  const rows = [
    { id: 7, risk: risk(1, 0) },
    { id: 6, risk: risk(0, 0) },
    { id: 5, risk: risk(300, 100) },
    { id: 4, risk: risk(3, 1) },
    { id: 3, risk: risk(-1, 1000) },
    { id: 2, risk: risk(-50, 100) },
    { id: 1, risk: risk(-1, 0) },
  ];
  const sorted = rows.toSorted((a, b) => Risk.worse(a.risk, a.id, b.risk, b.id));
  expect(sorted.map((r) => r.id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('products that round alike are still told apart', () => {
  // Both cross products round to 1; exactly, the first is 1 - 2^-104.
  const x = risk(1 + 2 ** -52, 1);
  const y = risk(1, 1 - 2 ** -52);
  expect(x.equity * y.maintenance).toBe(y.equity * x.maintenance);
  expect(Risk.worse(x, 1, y, 0)).toBe(-1);
  expect(Risk.worse(y, 0, x, 1)).toBe(1);
});

test('an id breaks exact ties in both directions', () => {
  expect(Risk.worse(risk(2, 1), 1, risk(4, 2), 2)).toBeLessThan(0);
  expect(Risk.worse(risk(4, 2), 2, risk(2, 1), 1)).toBeGreaterThan(0);
});
