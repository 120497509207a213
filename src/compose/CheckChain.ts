import { suggest } from '../format/Nearest.js';
import type { Scenario } from './Scenario.js';

/** Notes one mistake at a path. */
type Refuse = (path: (string | number)[], found: string, expected: string, remedy: string) => void;

/** Mistakes in chain, pools, rails and holders: names of nothing, and pools where there is no chain. */
export function refuse(scenario: Scenario, at: Refuse): void {
  const names = {
    asset: scenario.assets.map((asset) => asset.id),
    venue: scenario.venues.map((venue) => venue.id),
    pool: (scenario.pools ?? []).map((pool) => pool.id),
  };
  const known = (kind: keyof typeof names, path: (string | number)[], name: string | undefined) => {
    if (name === undefined || names[kind].includes(name)) return;
    at(
      path,
      `"${name}"`,
      `a${kind === 'asset' ? 'n' : ''} ${kind} of this scenario`,
      suggest(name, names[kind], `${kind}s`),
    );
  };
  const { chain, pools, rails, populations, planted } = scenario;
  if (chain) known('asset', ['chain', 'fuel'], chain.fuel);
  if (!chain && pools)
    at(['pools'], 'pools without a chain', '"chain" beside "pools"', 'add "chain: { preset: ethereum }"');
  (pools ?? []).forEach((pool, i) => {
    known('asset', ['pools', i, 'share'], pool.share);
    for (const coin of Object.keys(pool.coins)) known('asset', ['pools', i, 'coins', coin], coin);
    known('pool', ['pools', i, 'base'], pool.base);
    coins(pool, i, at);
  });
  for (const list of ['windows', 'rules', 'wallets'] as const)
    (rails?.[list] ?? []).forEach((item, i) => {
      known('venue', ['rails', list, i, 'venue'], item.venue);
      known('asset', ['rails', list, i, 'asset'], item.asset);
    });
  known('venue', ['populations', 'loopSeekers', 'venue'], populations.loopSeekers?.venue);
  known('asset', ['populations', 'loopSeekers', 'coin'], populations.loopSeekers?.coin);
  (populations.holders ?? []).forEach((holder, i) => {
    known('asset', ['populations', 'holders', i, 'coin'], holder.coin);
    known('venue', ['populations', 'holders', i, 'venue'], holder.venue);
  });
  (planted?.swaps ?? []).forEach((swap, i) => {
    known('pool', ['planted', 'swaps', i, 'pool'], swap.pool);
    known('asset', ['planted', 'swaps', i, 'sell'], swap.sell);
    known('asset', ['planted', 'swaps', i, 'buy'], swap.buy);
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
