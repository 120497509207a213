import type { Scenario } from './Scenario.js';

type Refuse = (path: (string | number)[], found: string, expected: string, remedy: string) => void;

/** Mistakes of lending protocols that no single key shows: they settle on a chain. */
export function refuse({ lending, chain }: Scenario, at: Refuse): void {
  if (lending && !chain)
    at(['lending'], 'no "chain"', 'a chain for what settles on one', 'add "chain: { preset: ethereum }"');
}
