import { expect, test } from 'vitest';
import type * as Population from './AavePopulation.js';

/** A short form in the suite; `npm run letter` walks all 500. */
const [BORROWERS, STEPS] = process.env.LETTER ? [500, 12] : [25, 6];

const populations: typeof Population | string = await import('./AavePopulation.js').catch((error) =>
  String(error),
);

test.skipIf(typeof populations === 'string')(
  `Aave v3.0: ${BORROWERS} borrowers over a fall are liquidated by contract and engine alike, call by call${typeof populations === 'string' ? `: ${populations}` : ''}`,
  { timeout: 3_600_000 },
  async () => {
    const { open, fall } = populations as typeof Population;
    const walk = await open(3, BORROWERS);
    const told = await fall(walk, BORROWERS, STEPS);
    const { calls, repaid, liquidated } = told;
    if (process.env.LETTER) console.log(JSON.stringify({ calls, repaid, liquidated: liquidated.size }));
    // Allowed or refused alike, and shares, indices, rates, cash and health equal after each: `callOf` throws otherwise.
    expect([walk.told.atoms, walk.told.relative]).toEqual([0, 0]);
    expect(walk.told.allowed.liquidate).toBeGreaterThan(BORROWERS / 5);
    expect(liquidated.size).toBeGreaterThan(BORROWERS / 10);
  },
);
