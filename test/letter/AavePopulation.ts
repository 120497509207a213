import * as Health from '../../src/mechanisms/lending/aave-v3/Health.js';
import * as LendingPool from '../../src/mechanisms/lending/aave-v3/LendingPool.js';
import * as PoolRows from '../../src/mechanisms/lending/aave-v3/PoolRows.js';
import * as AavePair from './AavePair.js';
import * as AaveWalk from './AaveWalk.js';
import * as Contracts from './Contracts.js';

/*
 * Borrowers over a path of prices: every call of three liquidators goes to the contract and to the engine, and both must
 * say the same and leave the same behind.
 */

type Walk = AavePair.Walk;

const [USD, ETH, SYNTHETIC] = [0, 1, 2];
const UNIT = 1e6;
const LIQUIDATORS = 3;

export interface Told {
  calls: number;
  repaid: number;
  readonly liquidated: Set<number>;
}

export async function open(seed: number, borrowers: number): Promise<Walk> {
  const walk = await AaveWalk.open(seed, 3, borrowers + 1 + LIQUIDATORS);
  for (const reserve of [USD, ETH]) await AaveWalk.act(walk, 'supply', borrowers, reserve, 4e8 * UNIT);
  for (let p = 0; p < borrowers; p++) await borrow(walk, p);
  return walk;
}

/** A loan of dollars or ether against ether or a synthetic dollar, from careful to nearly all that is allowed. */
async function borrow(walk: Walk, p: number): Promise<void> {
  const { draw, prices } = walk;
  const isEther = draw() < 0.6;
  const [collateral, debt] = isEther ? [ETH, USD] : [SYNTHETIC, draw() < 0.7 ? USD : ETH];
  const worth = 1000 * 10 ** (2 * draw());
  await AaveWalk.act(walk, 'supply', p, collateral, Math.floor((worth / prices[collateral]!) * UNIT));
  const free = Number(Health.availableBorrows(Health.ofPosition(AavePair.seen(walk), prices, p))) / 1e8;
  const atoms = Math.floor((free / prices[debt]!) * UNIT * (0.5 + 0.499 * draw()));
  await AaveWalk.act(walk, 'borrow', p, debt, atoms);
}

/** A fall with rebounds; each liquidator goes for everybody who can be liquidated, as far as the contract lets it. */
export async function fall(walk: Walk, borrowers: number, steps: number): Promise<Told> {
  const told: Told = { calls: 0, repaid: 0, liquidated: new Set() };
  for (let s = 0; s < steps; s++) {
    walk.market.chain.time += BigInt(12 + Math.floor(walk.draw() * 3600));
    await AaveWalk.setPrice(walk, ETH, walk.prices[ETH]! * (0.94 + 0.07 * walk.draw()));
    await AaveWalk.setPrice(walk, SYNTHETIC, 0.9987 - 0.12 * walk.draw());
    await verdicts(walk, borrowers, s % 5);
    for (let k = 0; k < LIQUIDATORS; k++) await sweep(walk, borrowers, k, told);
  }
  return told;
}

/** A fifth of all borrowers at a time: whether each can be liquidated. */
async function verdicts(walk: Walk, borrowers: number, from: number): Promise<void> {
  const view = AavePair.seen(walk);
  for (let p = from; p < borrowers; p += 5) {
    const who = AavePair.user(walk, p).toString();
    const data = await Contracts.must(walk.market.pool, Contracts.OWNER, 'getUserAccountData', who);
    const mine = PoolRows.isLiquidatable(view, walk.prices, p);
    if (mine !== (data[5] as bigint) < 10n ** 18n) throw new Error(`${p}: health ${data[5]}, engine ${mine}`);
  }
}

async function sweep(walk: Walk, borrowers: number, k: number, told: Told): Promise<void> {
  const by = borrowers + 1 + k;
  let view = AavePair.seen(walk);
  for (let p = 0; p < borrowers; p++) {
    if (!PoolRows.isLiquidatable(view, walk.prices, p)) continue;
    const collateral = [ETH, SYNTHETIC].find((r) => LendingPool.supplySharesOf(view, p, r) > 0);
    const debt = [USD, ETH].find((r) => LendingPool.debtSharesOf(view, p, r) > 0);
    if (collateral === undefined || debt === undefined) continue;
    // The first asks for as much as is allowed, the second for a third, the last takes a claim.
    const owed = PoolRows.owedOf(view, p, debt);
    const cover = k === 1 ? Math.ceil(owed / 3) : 1e14;
    const call = { position: p, collateral, debt, cover, receiver: k === 2 ? by : -1, isOwn: false };
    const repaid = await AaveWalk.callOf(walk, by, call);
    told.calls++;
    told.repaid += (repaid / UNIT) * walk.prices[debt]!;
    if (repaid === 0) continue;
    told.liquidated.add(p);
    view = AavePair.seen(walk);
  }
}
