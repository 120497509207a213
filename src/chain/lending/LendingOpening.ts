import * as LendingPool from '../../mechanisms/lending/LendingPool.js';
import * as PoolWatch from '../../mechanisms/lending/PoolWatch.js';
import * as Rates from '../../mechanisms/lending/Rates.js';
import type * as Reserve from '../../mechanisms/lending/Reserve.js';
import * as Bench from '../../opening/Bench.js';
import * as LendingPeople from '../../populations/LendingPeople.js';
import * as Accounts from '../../state/Accounts.js';
import { CHAIN } from '../OnChain.js';
import * as Deposits from './Deposits.js';
import type { LendingProtocol } from './LendingProtocol.js';
import type * as Spec from './LendingSchema.js';
import * as OracleOpening from './OracleOpening.js';
import * as Oracles from './Oracles.js';

/** Buckets of the liquidation index are a tenth of a percent wide. */
const DETAIL = 10;

/** Opens the scenario's lending protocols with their depositors, debtors and liquidators. */
export function open(bench: Bench.Bench): void {
  const { lending } = bench.universe.scenario;
  for (const spec of [...(lending ?? [])].sort(byId)) {
    const index = bench.engine.onchain.lendings.length;
    const protocol = create(bench, spec);
    bench.engine.onchain.lendings.push(protocol);
    LendingPeople.settle(bench, spec, protocol, index);
    Deposits.publish(protocol);
    for (let position = 0; position < protocol.owner.length; position++) Deposits.rearm(protocol, position);
    protocol.tally.maxUtilization = 0;
  }
}

function byId(x: { readonly id: string }, y: { readonly id: string }): number {
  return x.id < y.id ? -1 : 1;
}

/** Reserves stand in the order of assets, so that a dollar stands before what is priced by it. */
function create(bench: Bench.Bench, spec: Spec.Lending): LendingProtocol {
  const { engine } = bench;
  const assetOf = (symbol: string) => Bench.assetOf(bench, symbol);
  const reserves = [...spec.reserves].sort((x, y) => assetOf(x.asset) - assetOf(y.asset));
  const assets = reserves.map((one) => assetOf(one.asset));
  const mask = (symbols: readonly string[]) =>
    symbols.reduce((bits, symbol) => bits | (1 << assets.indexOf(assetOf(symbol))), 0);
  const modes = [...spec.modes].sort(byId).map(
    (mode): LendingPool.Mode => ({
      ...limitsOf(mode),
      collateral: mask(mode.collateral),
      borrowable: mask(mode.borrowable),
      zeroLtv: 0,
      isIsolated: false,
    }),
  );
  const terms = reserves.map((one, r) => termsOf(one, engine.assets[assets[r]!]!.unit));
  const pool = LendingPool.create(terms, modes, 0);
  const price = new Float64Array(assets.length);
  const column = () => new Float64Array(assets.length);
  const paces = assets.map((asset) => Math.max(0.001, bench.universe.assets[asset]!.spec.volatility));
  const draft = {
    id: spec.id,
    account: Accounts.add(engine.accounts, `lending/${spec.id}`, CHAIN, Accounts.SYSTEM),
    pool,
    assets,
    oracles: reserves.map((one, r) => OracleOpening.of(bench, one, assets, r)),
    price,
    owner: [],
    weight: [],
    breach: [],
    breached: [],
    cash: column(),
    utilization: column(),
    borrowRate: column(),
    supplyRate: column(),
    supplyIndex: column().fill(1),
    debtIndex: column().fill(1),
    tally: { liquidatedUsd: 0, liquidatedBy: column(), badDebtUsd: 0, unwoundUsd: 0, maxUtilization: 0 },
  };
  Oracles.update(engine, draft);
  // A frozen token was deposited before it was frozen: the first block freezes it.
  for (const reserve of pool.reserves) reserve.isFrozen = false;
  return { ...draft, watch: PoolWatch.create(pool, paces, price, DETAIL) };
}

function limitsOf({ ltv, threshold, bonus }: { ltv: number; threshold: number; bonus: number }) {
  return {
    maxLtvBps: Math.round(ltv * 1e4),
    liquidationLtvBps: Math.round(threshold * 1e4),
    liquidationIncentiveBps: Math.round((1 + bonus) * 1e4),
  };
}

function termsOf(spec: Spec.Lending['reserves'][number], unit: number): Reserve.Terms {
  const bps = (ratio: number) => Math.round(ratio * 1e4);
  const { kink, base, below, above } = spec.rates;
  return {
    ...limitsOf(spec),
    unit,
    liquidationFeeBps: bps(spec.liquidationFee),
    reserveShareBps: bps(spec.reserveFactor),
    supplyCap: spec.supplyCap,
    borrowCap: spec.borrowCap,
    isBorrowable: spec.borrowable,
    curve: Rates.curve(bps(kink), bps(base), bps(below), bps(above)),
  };
}
