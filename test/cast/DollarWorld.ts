/**
 * Nine minutes of the October world, as settings: a fall of 15%, 40M of the coin sold on each of `a` and `b`, 60M into a
 * pool, short transfers, and borrowers near their limits, so that pools, rails, issuer, lending, loops and holders all
 * have something to do.
 */
export const SETS: readonly string[] = [
  'start=2025-10-10T20:49:00Z',
  'end=2025-10-10T20:58:00Z',
  // What came before is in the prices: the first post as a step at the start, no first cut.
  ...['news.first-post', 'exogenous.first-cut'].flatMap((path) => [
    `${path}.from=${at('49')}`,
    `${path}.to=${at('50')}`,
  ]),
  'exogenous.first-cut.perMinute.*=0 USD',
  'universe.alts=2',
  'populations.crowd.fuelRows=20',
  'populations.crowd.shortRows=20',
  'news.second-post.impulse=-15%',
  'rails.check={ a: 10s, b: 10s, c: 10s, d: 10s }',
  'rails.confirm={ default: 24s }',
  'lending.aave.borrowers.eth.ltv=60%..80%',
  'issuers.ethena.vault.staked=30%',
  'issuers.ethena.arbitrage.firms=6',
  'issuers.ethena.arbitrage.cash={ a: 10M USD, b: 10M USD, chain: 10M USD }',
  `planted={ only: false, trades: [${sale('a')}, ${sale('b')}], swaps: [{ id: s, at: ${at('50')}, pool: usde-usdc, sell: USDE, buy: USDC, size: 60_000_000 }] }`,
];

function sale(venue: string): string {
  return `{ id: ${venue}, at: ${at('50')}, market: "${venue}:USDE/USDT:spot", side: sell, size: 40_000_000 }`;
}

function at(minute: string): string {
  return `2025-10-10T20:${minute}:00Z`;
}
