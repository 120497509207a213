import { expect, test } from 'vitest';
import type * as Walk from './MorphoWalk.js';

/** In the suite; `npm run letter` asks for more. */
const STEPS = Number(process.env.LETTER ?? 600);

const walks = await import('./MorphoWalk.js')
  .then(async (walk) => ({ walk, first: await walk.open(1) }))
  .catch((error) => String(error));

test.skipIf(typeof walks === 'string' && /Cannot find|ERR_MODULE_NOT_FOUND/.test(walks))(
  `Morpho Blue: ${STEPS} random acts leave contract and engine alike${typeof walks === 'string' ? `: ${walks}` : ''}`,
  { timeout: 36_000_000 },
  async () => {
    if (typeof walks === 'string') throw new Error(walks);
    const { first, walk } = walks as { first: Walk.Walk; walk: typeof Walk };
    for (let i = 0; i < STEPS; i++) await walk.step(first);
    const { allowed, refused, lossAtoms } = first.told;
    if (process.env.LETTER) console.log(JSON.stringify({ allowed, refused, lossAtoms }));
    const acts = ['supply', 'withdraw', 'borrow', 'repay', 'supply collateral', 'withdraw collateral'];
    for (const name of [...acts, 'liquidate', 'bad debt'])
      expect([name, allowed[name] ?? 0]).toEqual([name, expect.toSatisfy((n: number) => n > 2)]);
  },
);
