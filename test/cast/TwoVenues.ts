import * as Accounts from '../../src/state/Accounts.js';
import * as Worlds from './Worlds.js';

/** Two venues of equal volume, BTC at 100 000 and ALT at 10, and the populations that a test states. */
const TEXT = (populations: string) => `
title: Groups on two venues
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:20:00Z
venues:
  - { id: a, shares: { openInterest: 50%, volume: 50%, perpsOfVolume: 75% }, indexWeights: { a: 1, b: 1 } }
  - { id: b, preset: primer-exchange, shares: { openInterest: 50%, volume: 50%, perpsOfVolume: 75% }, indexWeights: { a: 1, b: 1 } }
planted: { only: true }
populations:
${populations}
`;

/** A world with these populations, and what was opened in it for accounts whose name has a text. */
export function open(populations: string) {
  const world = Worlds.write(TEXT(populations));
  const { engine } = world;
  const named = (start: string) =>
    engine.accounts.name.flatMap((name, account) => (name.includes(start) ? [account] : []));
  /** Dollars at opening prices of what they hold less what they owe. */
  const worth = (accounts: readonly number[]) => {
    let usd = 0;
    for (const account of accounts)
      engine.assets.forEach(({ unit, openUsd }, asset) => {
        const atoms = Accounts.balance(engine, account, asset) - Accounts.owed(engine, account, asset);
        usd += (atoms / unit) * openUsd;
      });
    return usd;
  };
  const venues = (accounts: readonly number[]) => [
    ...new Set(accounts.map((account) => engine.venues[engine.accounts.venue[account]!]!.id)),
  ];
  return { world, engine, named, worth, venues };
}
