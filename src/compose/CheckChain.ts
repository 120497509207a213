import * as PoolRegistry from '../chain/pool/Registry.js';
import type { Scenario } from './Scenario.js';

/** Notes one mistake at a path. */
type Refuse = (path: (string | number)[], found: string, expected: string, remedy: string) => void;

/** Mistakes in chain and pools: pools where there is no chain, and what a curve does not take. */
export function refuse(scenario: Scenario, at: Refuse): void {
  const { chain, pools } = scenario;
  if (!chain && pools)
    at(['pools'], 'pools without a chain', '"chain" beside "pools"', 'add "chain: { preset: ethereum }"');
  (pools ?? []).forEach((pool, i) => {
    const note: Refuse = (path, ...words) => at(['pools', i, ...path], ...words);
    PoolRegistry.kindOf(pool).mistakes(pool, pools ?? [], note);
  });
}
