// Runs to an instant, copies the world, and goes on under two rules: who is deleveraged depends on the rule alone.
import { advance, build, fork, journal, load, summary } from 'unwind';

const SECOND = 1_000_000;

const queue = build(load('adl-queue'), 1);
advance(queue, 4 * SECOND);
const proRata = fork(queue, load('adl-queue', { sets: ['venues.*.adl.policy=pro-rata'] }));

for (const [rule, world] of [
  ['queue', queue],
  ['pro-rata', proRata],
]) {
  advance(world);
  console.log(`${rule}:`);
  for (const row of journal(world).filter(({ kind }) => kind === 'adl')) console.log(`  ${row.at} ${JSON.stringify(row)}`);
  console.log(`  ${JSON.stringify(summary(world).changes)}`);
}
