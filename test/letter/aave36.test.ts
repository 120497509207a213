import { expect, test } from 'vitest';
import type * as Walk from './AaveWalk.js';

/** In the suite, where `npm run letter` has compiled the contracts before; it asks for more. */
const STEPS = Number(process.env.LETTER ?? 200);

const walks = await import('./AaveWalk.js')
  .then(async (walk) => ({ walk, first: await walk.open(1, 3.6) }))
  .catch((error) => String(error));

test.skipIf(typeof walks === 'string' && /Cannot find|ERR_MODULE_NOT_FOUND|ENOENT|not compiled/.test(walks))(
  `Aave v3.6: ${STEPS} random acts leave contract and engine alike${typeof walks === 'string' ? `: ${walks}` : ''}`,
  { timeout: 36_000_000 },
  async () => {
    if (typeof walks === 'string') throw new Error(walks);
    const { first, walk } = walks as { first: Awaited<ReturnType<typeof Walk.open>>; walk: typeof Walk };
    for (let i = 0; i < STEPS; i++) await walk.step(first);
    const { allowed, refused, others, ...worst } = first.told;
    if (process.env.LETTER) console.log(JSON.stringify({ allowed, refused, others, ...worst }));
    expect([worst.atoms, worst.relative]).toEqual([0, 0]);
    for (const name of ['supply', 'withdraw', 'borrow', 'repay', 'mode', 'liquidate'])
      expect([name, allowed[name] ?? 0]).toEqual([name, expect.toSatisfy((n: number) => n > 0)]);
  },
);
