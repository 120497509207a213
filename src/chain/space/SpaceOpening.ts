import * as Kernel from '../../kernel/Kernel.js';
import * as Phases from '../../kernel/Phases.js';
import * as BlockFee from '../../mechanisms/rail/BlockFee.js';
import * as EventKind from '../../messages/EventKind.js';
import * as Bench from '../../opening/Bench.js';
import * as Rounding from '../../units/Rounding.js';
import type { BlockSpace } from './BlockSpace.js';

const GWEI = 1e9;

/** Starts the chain of the scenario: its block space, and its first block. */
export function start(bench: Bench.Bench): void {
  const { engine, universe } = bench;
  const { chain: spec, start: startMs } = universe.scenario;
  if (!spec) return;
  const terms: BlockFee.Terms = {
    blockUs: spec.block,
    targetGas: spec.targetGas,
    limitGas: spec.limitGas,
    minBaseFee: Rounding.nearest(spec.minFee * GWEI),
    floors: [...spec.congestion]
      .sort((x, y) => (x.id < y.id ? -1 : 1))
      .map(({ from, to, fee }) => {
        return {
          fromUs: (from - startMs) * 1000,
          untilUs: (to - startMs) * 1000,
          wei: Rounding.nearest(fee * GWEI),
        };
      }),
    referenceFee: Rounding.nearest(spec.referenceFee * GWEI),
    elasticity: spec.elasticity,
    tipScale: Rounding.nearest(spec.tip * GWEI),
    patience: spec.patience,
  };
  const state = BlockFee.create(terms, Rounding.nearest(spec.openFee * GWEI), 0);
  const space: BlockSpace = {
    terms,
    state,
    waiting: [],
    before: { ...state },
    beforeGas: spec.demandGas,
    behind: [],
    demandGas: spec.demandGas,
    gas: spec.transactionGas,
    rivals: spec.rivals ?? 0,
    fuel: Bench.assetOf(bench, spec.fuel),
    carries: Uint8Array.from(universe.assets, (asset) => (spec.carries?.includes(asset.spec.id) ? 1 : 0)),
    feeWei: Rounding.nearest(spec.openFee * GWEI),
    sentGas: 0,
    gasUsd: 0,
    sent: 0,
    dropped: 0,
  };
  engine.onchain = { ...engine.onchain, space };
  Kernel.schedule(engine.kernel, spec.block, Phases.ORACLE, Kernel.task(EventKind.BLOCK, 0));
}
