import * as Streams from '../../src/base/Streams.js';
import * as AaveV3 from '../../src/chain/lending/aave-v3/AaveV3.js';
import type * as Kind from '../../src/chain/lending/Kind.js';
import * as Checks from '../../src/mechanisms/lending/aave-v3/Checks.js';
import * as Health from '../../src/mechanisms/lending/aave-v3/Health.js';
import * as LendingPool from '../../src/mechanisms/lending/aave-v3/LendingPool.js';
import * as PoolRows from '../../src/mechanisms/lending/aave-v3/PoolRows.js';
import * as Rates from '../../src/mechanisms/lending/aave-v3/Rates.js';
import * as Reserve from '../../src/mechanisms/lending/aave-v3/Reserve.js';
import type { Version } from '../../src/mechanisms/lending/aave-v3/Version.js';
import * as AaveMarket from './AaveMarket.js';
import * as AaveMarket36 from './AaveMarket36.js';
import * as AavePair from './AavePair.js';
import * as Contracts from './Contracts.js';

type Walk = AavePair.Walk;

/*
 * A random walk of one pool in two worlds: the contract in an EVM, and the engine's protocol. Each step asks both for
 * the same act and compares the verdict; then shares, indices, rates, cash and health of whatever it touched.
 */

export const RESERVES: readonly AaveMarket.ReserveTerms[] = [
  {
    ltv: 7500,
    threshold: 7800,
    incentive: 10_450,
    fee: 1000,
    factor: 1000,
    kink: 9200,
    base: 0,
    below: 550,
    above: 6000,
    supplyCap: 0,
    borrowCap: 0,
    mode: 1,
    price: 1,
  },
  {
    ltv: 8050,
    threshold: 8300,
    incentive: 10_500,
    fee: 1000,
    factor: 1500,
    kink: 9000,
    base: 0,
    below: 270,
    above: 8000,
    supplyCap: 0,
    borrowCap: 0,
    mode: 0,
    price: 4000,
  },
  {
    ltv: 7200,
    threshold: 7500,
    incentive: 10_850,
    fee: 1333,
    factor: 2500,
    kink: 8000,
    base: 100,
    below: 600,
    above: 5000,
    supplyCap: 40_000_000,
    borrowCap: 12_000_000,
    mode: 1,
    price: 0.9987,
  },
];
const MODE = { ltv: 9000, threshold: 9300, incentive: 10_200 };
const PEOPLE = 8;
const UNIT = 1e6;

export async function open(seed: number, version: Version = 3, people = PEOPLE): Promise<Walk> {
  const kind = version >= 3.6 ? AaveMarket36 : AaveMarket;
  const market = await kind.open(RESERVES, [MODE], people);
  const streams = Streams.create(seed);
  const stream = Streams.open(streams, 'letter');
  const terms = RESERVES.map(
    (one): Reserve.Terms => ({
      unit: UNIT,
      maxLtvBps: one.ltv,
      liquidationLtvBps: one.threshold,
      liquidationIncentiveBps: one.incentive,
      liquidationFeeBps: one.fee,
      reserveShareBps: one.factor,
      supplyCap: one.supplyCap,
      borrowCap: one.borrowCap,
      isBorrowable: true,
      curve: Rates.curve(one.kink, one.base, one.below, one.above),
    }),
  );
  const listed = RESERVES.reduce((bits, one, r) => bits | (one.mode === 1 ? 1 << r : 0), 0);
  const mode: LendingPool.Mode = {
    collateral: listed,
    borrowable: listed,
    zeroLtv: 0,
    maxLtvBps: MODE.ltv,
    liquidationLtvBps: MODE.threshold,
    liquidationIncentiveBps: MODE.incentive,
    isIsolated: false,
  };
  const pool = LendingPool.create(terms, [mode], 0, version);
  for (let p = 0; p < people; p++) LendingPool.open(pool);
  return {
    market,
    pool,
    prices: RESERVES.map(({ price }) => price),
    startS: market.chain.time,
    draw: () => Streams.unit(streams, stream),
    told: { steps: 0, allowed: {}, refused: {}, atoms: 0, relative: 0, otherReason: 0, others: {} },
  };
}

/** One step; throws at the first difference. */
export async function step(walk: Walk): Promise<void> {
  const { draw, told } = walk;
  told.steps++;
  if (draw() < 0.6) walk.market.chain.time += BigInt(Math.floor(draw() < 0.1 ? draw() * 5e6 : draw() * 3000));
  if (draw() < 0.5) await reprice(walk);
  const p = Math.floor(draw() * PEOPLE);
  const r = Math.floor(draw() * RESERVES.length);
  const x = draw();
  if (x < 0.26) return act(walk, 'supply', p, r, amount(walk, 5e6 / walk.prices[r]!));
  if (x < 0.38) return act(walk, 'withdraw', p, r, part(walk, PoolRows.depositOf(AavePair.seen(walk), p, r)));
  if (x < 0.64) return act(walk, 'borrow', p, r, room(walk, p, r));
  if (x < 0.72) return act(walk, 'repay', p, r, part(walk, PoolRows.owedOf(AavePair.seen(walk), p, r)));
  if (x < 0.76) return enter(walk, p);
  if (x < 0.79) return pledge(walk, p, r);
  return liquidate(walk, p);
}

function touch({ pool, market, startS }: Walk, reserves: readonly number[]): void {
  const nowUs = Number(market.chain.time - startS) * 1e6;
  for (const r of reserves) Reserve.accrue(pool.reserves[r]!, nowUs);
}

/** Tokens in atoms; a few amounts are edges. */
function amount({ draw, pool }: Walk, tokens: number): number {
  const x = draw();
  if (x < 0.04) return Math.floor(3 * draw());
  // Small positions meet the rules on dust of later releases.
  if (pool.version >= 3.3 && x > 0.85) return Math.floor(tokens * UNIT * draw() * 1e-3);
  return Math.floor(tokens * UNIT * draw() * (x < 0.5 ? 0.1 : 1));
}

/** What may still be borrowed, often nearly all, sometimes a little more. */
function room(walk: Walk, p: number, r: number): number {
  if (walk.draw() < 0.2) return amount(walk, 2e6 / walk.prices[r]!);
  const free = Number(Health.availableBorrows(Health.ofPosition(AavePair.seen(walk), walk.prices, p))) / 1e8;
  return Math.floor((free / walk.prices[r]!) * UNIT * [0.3, 0.9, 0.995, 1.001][Math.floor(4 * walk.draw())]!);
}

/** Some of an amount, often all of it, sometimes an atom more or less. */
function part({ draw }: Walk, all: number): number {
  const x = draw();
  if (x < 0.3) return all;
  if (x < 0.35) return all + 1;
  if (x < 0.4) return Math.max(0, all - 1);
  return Math.floor(all * draw());
}

/** Prices wander around their opening; now and then the collateral falls at once. */
async function reprice(walk: Walk): Promise<void> {
  const { draw, prices } = walk;
  const r = Math.floor(draw() * RESERVES.length);
  const home = RESERVES[r]!.price;
  const fall = draw() < 0.12 ? 0.85 : 1 + 0.02 * (draw() - 0.5);
  const price = prices[r]! * fall + 0.02 * (home - prices[r]!);
  await setPrice(walk, r, Math.max(0.3 * home, price));
}

export async function setPrice({ prices, market }: Walk, r: number, price: number): Promise<void> {
  prices[r] = Math.round(price * 1e8) / 1e8;
  const id = market.tokens[r]!.address.toString();
  const stated = BigInt(Math.round(prices[r]! * 1e8));
  await Contracts.must(market.oracle, Contracts.OWNER, 'setAssetPrice', id, stated);
}

export async function act(
  walk: Walk,
  op: Kind.Op,
  position: number,
  reserve: number,
  atoms: number,
): Promise<void> {
  const who = AavePair.user(walk, position);
  const [id, me] = [AavePair.asset(walk, reserve), who.toString()];
  const args = {
    supply: [id, atoms, me, 0],
    withdraw: [id, atoms, me],
    borrow: [id, atoms, 2, 0, me],
    repay: [id, atoms, 2, me],
  }[op];
  const one = { op, position, reserve, atoms };
  const view = AavePair.seen(walk);
  const owed = PoolRows.owedOf(view, position, reserve);
  // The contract takes no more than is owed; the engine's caller asks for no more.
  const asked = op === 'repay' ? { ...one, atoms: Math.min(atoms, owed || atoms) } : one;
  const reason = AaveV3.kind.act.assess(view, walk.prices, asked);
  const outcome = await Contracts.call(walk.market.pool, who, METHOD[op], ...args);
  AavePair.agree(walk, op, outcome, reason, JSON.stringify({ ...one }));
  if (!outcome.ok) return;
  touch(walk, [reserve]);
  AaveV3.kind.act.apply(walk.pool, asked);
  await AavePair.compare(walk, [reserve], [position]);
}

const METHOD = {
  supply: 'supply(address,uint256,address,uint16)',
  withdraw: 'withdraw(address,uint256,address)',
  borrow: 'borrow(address,uint256,uint256,uint16,address)',
  repay: 'repay(address,uint256,uint256,address)',
};

async function enter(walk: Walk, position: number): Promise<void> {
  const mode = walk.draw() < 0.5 ? 0 : 1;
  const reason = Checks.assessMode(AavePair.seen(walk), walk.prices, position, mode);
  const outcome = await Contracts.call(walk.market.pool, AavePair.user(walk, position), 'setUserEMode', mode);
  AavePair.agree(walk, 'mode', outcome, reason, `${position} to ${mode}`);
  if (!outcome.ok) return;
  LendingPool.setMode(walk.pool, position, mode);
  await AavePair.compare(walk, [], [position]);
}

async function pledge(walk: Walk, position: number, reserve: number): Promise<void> {
  const view = AavePair.seen(walk);
  const isOn = !LendingPool.isCollateral(view, position, reserve);
  const reason = isOn
    ? Checks.assessEnable(view, position, reserve)
    : Checks.assessDisable(view, walk.prices, position, reserve);
  const name = 'setUserUseReserveAsCollateral(address,bool)';
  const outcome = await Contracts.call(
    walk.market.pool,
    AavePair.user(walk, position),
    name,
    AavePair.asset(walk, reserve),
    isOn,
  );
  AavePair.agree(walk, isOn ? 'enable' : 'disable', outcome, reason, `${position} ${reserve}`);
  if (!outcome.ok) return;
  LendingPool.setCollateral(walk.pool, position, reserve, isOn);
  await AavePair.compare(walk, [], [position]);
}

/** Mostly of somebody who is low, of the pair that is largest; by somebody else, for cash or a claim. */
async function liquidate(walk: Walk, first: number): Promise<void> {
  const { draw, prices } = walk;
  const view = AavePair.seen(walk);
  const order = Array.from({ length: PEOPLE }, (_, i) => (first + i) % PEOPLE);
  const low = order.find((one) => PoolRows.isLiquidatable(view, prices, one));
  const position = low !== undefined && draw() < 0.9 ? low : first;
  const best = (of: (r: number) => number) =>
    draw() < 0.15
      ? Math.floor(draw() * RESERVES.length)
      : RESERVES.map((_, r) => of(r) * prices[r]!).reduce((at, x, r, all) => (x > all[at]! ? r : at), 0);
  const collateral = best((r) =>
    LendingPool.isCollateral(view, position, r) ? PoolRows.depositOf(view, position, r) : 0,
  );
  const debt = best((r) => PoolRows.owedOf(view, position, r));
  // v3.0 quotes rates before the payment has arrived when both are one asset: wrong until the next touch. Not followed.
  // v3.6 seizes such a collateral by the index of its last touch: its copy of the reserve was made before the interest was
  // stored. Neither is followed.
  if (collateral === debt) return;
  const by = (position + 1 + Math.floor(draw() * (PEOPLE - 1))) % PEOPLE;
  const isClaim = draw() < 0.4;
  const owed = PoolRows.owedOf(view, position, debt);
  const cover = draw() < 0.5 ? 1e14 : part(walk, owed);
  await callOf(walk, by, { position, collateral, debt, cover, receiver: isClaim ? by : -1, isOwn: false });
}

/** One call of a liquidator, on both sides; what it repaid, 0 where both refuse. */
export async function callOf(walk: Walk, by: number, call: Kind.Call): Promise<number> {
  const { prices, pool, market } = walk;
  const { position, collateral, debt, cover, receiver } = call;
  const isClaim = receiver >= 0;
  const made = AaveV3.kind.quote(AavePair.seen(walk), prices, call);
  const outcome = await Contracts.call(
    market.pool,
    AavePair.user(walk, by),
    'liquidationCall(address,address,address,uint256,bool)',
    ...[
      AavePair.asset(walk, collateral),
      AavePair.asset(walk, debt),
      AavePair.user(walk, position).toString(),
      cover,
      isClaim,
    ],
  );
  AavePair.agree(walk, 'liquidate', outcome, typeof made === 'string' ? made : '', JSON.stringify(call));
  if (!outcome.ok || typeof made === 'string') return 0;
  // Up to v3.2 a claim changes hands without storing the interest of its reserve.
  touch(walk, isClaim && pool.version < 3.6 ? [debt] : [debt, collateral]);
  AaveV3.kind.liquidate(pool, made);
  await AavePair.compare(walk, [collateral, debt], [position, by]);
  return made.repaid;
}
