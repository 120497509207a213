import * as PoolWatch from '../../mechanisms/lending/PoolWatch.js';
import type * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import { CHAIN } from '../OnChain.js';
import * as Deposits from './Deposits.js';
import * as Family from './Family.js';
import type { LendingProtocol } from './LendingProtocol.js';
import * as Oracles from './Oracles.js';

/** Buckets of the liquidation index are a tenth of a percent wide. */
const DETAIL = 10;

/** What every kind's entry of the file has. */
export interface Entry {
  readonly id: string;
  readonly kind?: string | undefined;
}

/** A lending protocol without anybody in it, priced by its oracles. */
export function create(bench: Bench.Bench, spec: Entry): LendingProtocol {
  const { engine } = bench;
  const family = Family.of(spec);
  const opened = family.open(bench, spec);
  const { assets } = opened;
  const column = () => new Float64Array(assets.length);
  const draft = {
    ...opened,
    id: spec.id,
    kind: spec.kind ?? Family.USUAL,
    account: Accounts.add(engine.accounts, `lending/${spec.id}`, CHAIN, Accounts.SYSTEM),
    units: assets.map((asset) => engine.assets[asset]!.unit),
    price: column(),
    owner: [],
    weight: [],
    breach: [],
    searchers: [],
    breached: [],
    cash: column(),
    utilization: column(),
    borrowRate: column(),
    supplyRate: column(),
    supplyIndex: column().fill(1),
    debtIndex: column().fill(1),
    tally: {
      liquidatedUsd: 0,
      liquidatedBy: column(),
      badDebtUsd: 0,
      unwoundUsd: 0,
      refused: {},
      maxUtilization: 0,
    },
  };
  Oracles.update(engine, draft);
  // A frozen token was deposited before it was frozen: the first block freezes it.
  for (let r = 0; r < assets.length; r++) family.act.freeze(opened.book, r, false);
  const paces = assets.map((asset) => Math.max(0.001, bench.universe.assets[asset]!.spec.volatility));
  return { ...draft, watch: PoolWatch.create(Deposits.watched(draft), paces, 0, DETAIL) };
}

/** Everybody is in: rates are read for the first time, and every position is watched. */
export function finish(lending: LendingProtocol): void {
  Deposits.publish(lending);
  for (let position = 0; position < lending.owner.length; position++) Deposits.rearm(lending, position);
  lending.tally.maxUtilization = 0;
}
