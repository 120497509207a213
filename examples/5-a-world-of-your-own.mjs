// A world written in the program: an exchange with two coins, two accounts, and what became of them.
import { run } from 'unwind';

const WORLD = `
title: A long of one's own
about: A long of 500 SOL at ten times its margin, and a seller who empties the bids below it.
start: 2025-01-01T00:00:00Z
end: 2025-01-01T00:00:30Z
tables: { preset: leverage-tiers }
assets:
  - { id: USDT, class: dollar, price: 1 USD, decimals: 4, volatility: 0.1%, tiers: btcusdt, collateralWeight: 100% }
  - { id: SOL, class: major, price: 200 USD, decimals: 6, beta: 1, openInterest: 50M USD, dailyVolume: 500M USD, volatility: 4%, tiers: btcusdt, collateralWeight: 90% }
  - { id: DOGE, class: alt, rank: 1, price: 0.4 USD, decimals: 2, beta: 2, openInterest: 9M USD, dailyVolume: 90M USD, volatility: 6%, tiers: large-alt, collateralWeight: 80% }
venues:
  - { id: a, preset: primer-exchange }
planted:
  only: true
  positions:
    - { id: my-long, market: "a:SOL/USDT:perp", side: long, size: 500, margin: 10_000 USD }
    - { id: my-hedge, market: "a:DOGE/USDT:perp", side: short, size: 10_000, margin: 1_000 USD }
  orders:
    - { id: spot-bid, market: "a:SOL/USDT:spot", side: buy, price: 180, size: 5_000 }
    - { id: perp-bid, market: "a:SOL/USDT:perp", side: buy, price: 180, size: 5_000 }
  trades:
    - { id: spot-sale, at: 2025-01-01T00:00:15Z, market: "a:SOL/USDT:spot", side: sell, size: 1 }
    - { id: perp-sale, at: 2025-01-01T00:00:15Z, market: "a:SOL/USDT:perp", side: sell, size: 1 }
`;

for (const { name, fate, at, price, startUsd, endUsd } of run(WORLD).summary.accounts) {
  const when = at === null ? '' : ` at ${at}, mark $${price}`;
  console.log(`${name}: ${fate}${when}, equity $${startUsd.toFixed(0)} to $${endUsd.toFixed(0)}`);
}
