import { expect, test } from 'vitest';
import type * as Walk from './AaveWalk.js';

/** In the suite; `npm run letter` asks for more. */
const STEPS = Number(process.env.LETTER ?? 600);

const walks: typeof Walk | string = await import('./AaveWalk.js').catch((error) => String(error));

test.skipIf(typeof walks === 'string')(
  `Aave v3.0: ${STEPS} random acts leave contract and engine alike${typeof walks === 'string' ? `: ${walks}` : ''}`,
  { timeout: 36_000_000 },
  async () => {
    const { open, step } = walks as typeof Walk;
    const walk = await open(1);
    for (let i = 0; i < STEPS; i++) await step(walk);
    const { allowed, refused, ...worst } = walk.told;
    if (process.env.LETTER) console.log(JSON.stringify({ allowed, refused, ...worst }));
    expect([worst.atoms, worst.relative]).toEqual([0, 0]);
    for (const name of ['supply', 'withdraw', 'borrow', 'repay', 'mode', 'liquidate'])
      expect([name, allowed[name]]).toEqual([name, expect.toSatisfy((n: number) => n > 5)]);
  },
);
