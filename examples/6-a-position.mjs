// Asks about a position: what it earns, at which price it is liquidated, and what a crash does to it as a real account.
import { library, position, run } from 'unwind';

const LOOP = { kind: 'loop', asset: 'USDE', equity: '100_000 USD', rounds: '5', share: '80%', ltv: '80%' };
const TERMS = { threshold: '83%', bonus: '3%', yield: '12%', borrow: '6%' };

const { size, income, levels } = position.answer(position.read(library, { flags: { ...LOOP, ...TERMS } }));
console.log(`exposure $${size.exposureUsd.toFixed(0)}, ${(100 * income.apy).toFixed(1)}% a year on its own money`);
console.log(`liquidated ${(-100 * levels[0].liquidation.move).toFixed(1)}% below`);

// The same question to a crash: a long of twenty times its margin in a falling market, seed after seed.
const PLANTED = `
extends: maker-withdrawal
title: My long
about: A long of BTC with a twentieth of its size as margin.
accounts:
  - { id: mine, on: "venue:a", cash: { USDT: 1_000 }, positions: { BTC/USDT: { side: long, size: 20_000 USD } } }
`;
const fates = [1, 2, 3].map((seed) => run(PLANTED, { seed }).summary.accounts.find(({ name }) => name === 'mine').fate);
console.log(`in the crash: ${fates.join(', ')}`);
