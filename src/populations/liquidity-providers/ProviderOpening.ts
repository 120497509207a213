import * as Streams from '../../base/Streams.js';
import * as PoolOpening from '../../chain/pool/PoolOpening.js';
import * as Bench from '../../opening/Bench.js';
import * as Rounding from '../../units/Rounding.js';
import type { Group } from '../Kind.js';
import type * as LiquidityProvider from './LiquidityProvider.js';
import type * as Schema from './ProviderSchema.js';

const GWEI = 1e9;

/** Rows of every pool: each has an account with its part of the pool's shares. */
export function open(bench: Bench.Bench, group: Group<Schema.Spec>): void {
  const { engine, universe } = bench;
  const { spec } = group;
  const firstRow = PoolOpening.rowsBefore(universe.scenario.populations, group.name);
  // One draw in each equal part of the range, so that thresholds differ in every run.
  const { low } = spec.leaveAt;
  const width = spec.leaveAt.high - low;
  engine.onchain.pools.forEach((pool, id) => {
    for (let row = 0; row < spec.rows; row++) {
      const account = PoolOpening.providerOf(bench, pool.id, firstRow + row);
      const name = engine.accounts.name[account]!;
      const everyUs = Rounding.nearest(Bench.draw(bench, `${name}/every`, spec.every));
      const agent: LiquidityProvider.State = {
        kind: 'liquidity-provider',
        name,
        latencyUs: Rounding.nearest(Bench.draw(bench, `${name}/latency`, spec.latency)),
        stream: Streams.open(engine.streams, `${name}/wake`),
        pool: id,
        account,
        leaveAt: low + (width * (row + Bench.draw(bench, `${name}/leave`, { low: 0, high: 1 }))) / spec.rows,
        everyUs,
        bear: 2,
        tipWei: GWEI,
      };
      const first = Bench.firstWake(bench, name, everyUs) + 2e6;
      engine.accounts.agent[account] = Bench.enlist(bench, agent, first);
    }
  });
}
