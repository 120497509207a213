import { expect, test } from 'vitest';
import * as InsurancePools from './InsurancePools.js';

test('a pool has a column of what it is worth, and a line with its payers', () => {
  const pools = [{ venue: 0, id: 'majors', startUsd: 9, minUsd: 4, equityUsd: 5 }];
  const engine = { pools, venues: [{ id: 'a' }], tally: { losses: 6, payers: { insurance: 4, adl: 2 } } };
  expect(InsurancePools.levels(engine as never)).toEqual([['insurance/a/majors', 5]]);
  const scope = { engine, recorder: {}, marks: {} } as never;
  expect(InsurancePools.producer.summary!(scope)).toEqual({
    insurance: [{ venue: 'a', pool: 'majors', startUsd: 9, minUsd: 4, endUsd: 5 }],
    losses: { total: 6, payers: { insurance: 4, adl: 2 } },
  });
});
