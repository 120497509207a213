import type { Scenario } from './Scenario.js';

/** Notes one mistake at a path. */
type Refuse = (path: (string | number)[], found: string, expected: string, remedy: string) => void;

/** Mistakes in chain and pools: pools where there is no chain, and too few or too many coins. */
export function refuse(scenario: Scenario, at: Refuse): void {
  const { chain, pools } = scenario;
  if (!chain && pools)
    at(['pools'], 'pools without a chain', '"chain" beside "pools"', 'add "chain: { preset: ethereum }"');
  (pools ?? []).forEach((pool, i) => {
    coins(pool, i, at);
  });
}

function coins(pool: NonNullable<Scenario['pools']>[number], i: number, at: Refuse): void {
  const count = Object.keys(pool.coins).length;
  const isFit = pool.curve === 'constant-product' ? count === 2 : count >= 2;
  if (!isFit)
    at(
      ['pools', i, 'coins'],
      `${count} coins on a ${pool.curve} curve`,
      pool.curve === 'constant-product' ? 'two coins' : 'two coins or more',
      'state what the pool holds of each coin',
    );
}
