import { expect, test } from 'vitest';
import * as Crash from '../../test/cast/SyntheticCrash.js';
import * as TerminalTables from './TerminalTables.js';

const summary = Crash.summary(Crash.series());

test('the end tables tell of issuers, lenders and loops where there are any', () => {
  const plain = TerminalTables.render(summary);
  for (const word of ['issued', 'bad debt', 'loops']) expect(plain).not.toContain(word);
  const usd = { equityUsd: 1e8, equityLeftUsd: 5e6 };
  const told = TerminalTables.render({
    ...summary,
    issuers: [
      { asset: 'USDE', supplyStart: 14.7e9, supplyEnd: 12.6e9, redeemed: 2.2e9, minBackingRatio: 1.0132 },
    ],
    lending: [{ protocol: 'aave', liquidatedUsd: 3e6, badDebtUsd: 1e6, maxUtilization: 0.9 }],
    loops: [{ place: 'a', product: 'whale', opened: 20, unwound: 5, liquidated: 15, ...usd }],
  });
  expect(told).toMatch(/USDE +│ +\$14\.70bn │ +\$12\.60bn │ -14\.3% │ +\$2\.20bn │ +101\.32%/);
  expect(told).toMatch(/aave +│ +\$3\.0M │ +\$1\.0M │ +90\.0%/);
  expect(told).toMatch(/whale on a │ +20 │ +5 │ +15 │ +\$100\.0M │ +\$5\.0M/);
});
