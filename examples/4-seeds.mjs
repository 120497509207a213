// Runs five seeds and prints a table of named numbers; `unwind study` does the same on all cores.
import { numberOf, run } from 'unwind';

const NUMBERS = ['fall.a.BTC', 'makers.withdrawnUsd'];

console.log(['seed', ...NUMBERS].join('\t'));
for (let seed = 1; seed <= 5; seed++) {
  const { world, summary } = run('maker-withdrawal', { seed });
  console.log([seed, ...NUMBERS.map((name) => numberOf(world, name, summary).toFixed(3))].join('\t'));
}
