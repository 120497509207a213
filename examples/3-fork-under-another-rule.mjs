// Runs to an instant, copies the world, and goes on under two rules: who is deleveraged depends on the rule alone.
import { advance, build, fork, load, summary } from 'unwind';

const SECOND = 1_000_000;

const queue = build(load('adl-queue'), 1);
advance(queue, 4 * SECOND);
const proRata = fork(queue, load('adl-queue', { sets: ['venues.*.adl.policy=pro-rata'] }));

for (const [rule, world] of [
  ['queue', queue],
  ['pro-rata', proRata],
]) {
  advance(world);
  const { accounts, changes } = summary(world);
  console.log(rule, changes.map(({ path, by }) => `(${path}, ${by})`).join());
  for (const { name, fate, closedUsd } of accounts) console.log(`  ${name}: ${fate}, closed by force $${closedUsd.toFixed(0)}`);
}
