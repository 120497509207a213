import fc from 'fast-check';
import { test } from 'vitest';
import * as Laws from '../../../test/vectors/amm-laws.js';

const runs = { numRuns: 20_000 };

test('swaps never lower the invariant, create atoms, or profit by a round trip', () => {
  fc.assert(fc.property(Laws.pool, Laws.steps, Laws.swapsKeep), runs);
});
test('adding and removing never profits, and never lowers the value of a share', () => {
  fc.assert(fc.property(Laws.pool, Laws.steps, Laws.liquidityKeeps), runs);
});
test('the estimate is the quote', () => {
  fc.assert(fc.property(Laws.pool, Laws.steps, Laws.estimateIsQuote), runs);
});
test('a sized sale ends at its price', () => {
  fc.assert(fc.property(Laws.pool, fc.double({ min: 0.3, max: 1, noNaN: true }), Laws.sizeEnds), runs);
});
test('metapool trips never profit', () => {
  fc.assert(fc.property(Laws.metapool, Laws.steps, Laws.underlyingKeeps), { numRuns: 4000 });
});
