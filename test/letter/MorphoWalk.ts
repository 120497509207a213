import { type Address, createAddressFromString } from '@ethereumjs/util';
import * as Streams from '../../src/base/Streams.js';
import * as AdaptiveRate from '../../src/mechanisms/lending/morpho-blue/AdaptiveRate.js';
import * as MorphoBook from '../../src/mechanisms/lending/morpho-blue/MorphoBook.js';
import * as MorphoLiquidation from '../../src/mechanisms/lending/morpho-blue/MorphoLiquidation.js';
import * as MorphoMarket from '../../src/mechanisms/lending/morpho-blue/MorphoMarket.js';
import * as Compiled from './Compiled.js';
import * as Contracts from './Contracts.js';
import * as StatedRate from './StatedRate.js';

/*
 * A random walk of one market of Morpho Blue in two worlds: the contract, compiled from its package, and the engine's
 * protocol. The rate model is not in the package: a contract of the test's own hands Morpho the rate that the engine
 * charges, so interest, fees, shares and verdicts are the contract's, and the curve is checked by vectors elsewhere.
 */

const ENTRIES = ['src/Morpho.sol', 'src/mocks/OracleMock.sol', 'src/mocks/ERC20Mock.sol'];

const PEOPLE = 8;
const UNIT = 1e6;
const LLTV = 860_000_000_000_000_000n;
const FEE = 10n ** 17n;
const HOME = 4000;
const [LOAN, COLLATERAL] = [0, 1];
const TREASURY = createAddressFromString(`0x${'7e'.repeat(20)}`);
const PLENTY = 10n ** 20n;
const DAY_S = 86_400;

export interface Walk {
  readonly chain: Contracts.Chain;
  readonly morpho: Contracts.Contract;
  readonly oracle: Contracts.Contract;
  readonly irm: Contracts.Contract;
  readonly terms: readonly unknown[];
  readonly id: string;
  readonly users: readonly Address[];
  readonly book: MorphoBook.Book;
  readonly prices: number[];
  readonly startS: bigint;
  readonly draw: () => number;
  readonly told: {
    steps: number;
    readonly allowed: Record<string, number>;
    readonly refused: Record<string, number>;
    lossAtoms: number;
  };
}

export async function open(seed: number): Promise<Walk> {
  const { keccak256, AbiCoder } = await import('ethers');
  const made = await Compiled.contracts('@morpho-org/morpho-blue', ENTRIES, {
    'StatedRate.sol': StatedRate.SOURCE,
  });
  const chain = await Contracts.open();
  const deploy = (name: string, ...args: unknown[]) => Contracts.deploy(chain, made[name]!, args);
  const own = (contract: Contracts.Contract, name: string, ...args: unknown[]) =>
    Contracts.must(contract, Contracts.OWNER, name, ...args);
  const morpho = await deploy('Morpho', Contracts.OWNER.toString());
  const [oracle, irm] = [await deploy('OracleMock'), await deploy('StatedRate')];
  const tokens = [await deploy('ERC20Mock'), await deploy('ERC20Mock')];
  const terms = [...tokens, oracle, irm].map((one): unknown => one.address.toString());
  terms.push(LLTV);
  await own(morpho, 'enableIrm', irm.address.toString());
  await own(morpho, 'enableLltv', LLTV);
  await own(morpho, 'setFeeRecipient', TREASURY.toString());
  await own(morpho, 'createMarket', terms);
  await own(morpho, 'setFee', terms, FEE);
  const users = await Promise.all(Array.from({ length: PEOPLE }, (_, i) => Contracts.account(chain, i)));
  for (const user of users)
    for (const token of tokens) {
      await own(token, 'setBalance', user.toString(), PLENTY);
      await Contracts.must(token, user, 'approve', morpho.address.toString(), 2n ** 255n);
    }
  const types = ['address', 'address', 'address', 'address', 'uint256'];
  const market = MorphoMarket.create(
    { loanUnit: UNIT, collateralUnit: UNIT, lltv: LLTV, fee: FEE },
    AdaptiveRate.INITIAL,
    0,
  );
  for (let p = 0; p < PEOPLE; p++) MorphoMarket.open(market);
  const streams = Streams.create(seed);
  const stream = Streams.open(streams, 'letter');
  const walk: Walk = {
    ...{ chain, morpho, oracle, irm, terms, users },
    id: keccak256(AbiCoder.defaultAbiCoder().encode(types, terms)),
    book: { market, loan: LOAN, collateral: COLLATERAL, isFrozen: false },
    prices: [1, HOME],
    startS: chain.time,
    draw: () => Streams.unit(streams, stream),
    told: { steps: 0, allowed: {}, refused: {}, lossAtoms: 0 },
  };
  await quotePrice(walk);
  return walk;
}

async function quotePrice({ oracle, book, prices }: Walk): Promise<void> {
  const price = MorphoLiquidation.price(book.market, prices[LOAN]!, prices[COLLATERAL]!);
  await Contracts.must(oracle, Contracts.OWNER, 'setPrice', price);
}

/** The market at the contract's time, and the rate that the contract will be told. */
async function now(walk: Walk): Promise<MorphoBook.Book> {
  const copy = structuredClone(walk.book);
  const nowUs = Number(walk.chain.time - walk.startS) * 1e6;
  const seconds = BigInt((nowUs - copy.market.accruedUs) / 1e6);
  const { average } = MorphoMarket.rate(copy.market, seconds);
  await Contracts.must(walk.irm, Contracts.OWNER, 'setRate', average);
  MorphoMarket.accrue(copy.market, nowUs);
  return copy;
}

/** One act on both sides; throws at the first difference. */
export async function step(walk: Walk): Promise<void> {
  const { draw, told } = walk;
  told.steps++;
  if (draw() < 0.6) walk.chain.time += BigInt(Math.floor(draw() * (draw() < 0.1 ? 20 * DAY_S : 3000)));
  if (draw() < 0.5) await reprice(walk);
  const view = await now(walk);
  const p = Math.floor(draw() * PEOPLE);
  const x = draw();
  if (x < 0.18) return act(walk, view, 'supply', p, LOAN, amount(walk, 4e6));
  if (x < 0.36) return act(walk, view, 'supply', p, COLLATERAL, amount(walk, 1000));
  if (x < 0.44) return act(walk, view, 'withdraw', p, LOAN, part(walk, MorphoBook.depositOf(view, p, LOAN)));
  if (x < 0.52)
    return act(walk, view, 'withdraw', p, COLLATERAL, part(walk, MorphoBook.depositOf(view, p, COLLATERAL)));
  if (x < 0.74) return act(walk, view, 'borrow', p, LOAN, room(walk, view, p));
  if (x < 0.82) return act(walk, view, 'repay', p, LOAN, part(walk, MorphoBook.owedOf(view, p, LOAN)));
  return liquidate(walk, view, p);
}

/** Tokens in atoms; a few amounts are edges. */
function amount({ draw }: Walk, tokens: number): number {
  const x = draw();
  if (x < 0.04) return Math.floor(3 * draw());
  return Math.floor(tokens * UNIT * draw() * (x < 0.5 ? 0.1 : 1));
}

/** Some of an amount, often all of it, sometimes an atom more or less. */
function part({ draw }: Walk, all: number): number {
  const x = draw();
  if (x < 0.3) return all;
  if (x < 0.35) return all + 1;
  if (x < 0.4) return Math.max(0, all - 1);
  return Math.floor(all * draw());
}

/** What the line lets a position borrow, often nearly all, sometimes an atom more, sometimes what is not there. */
function room(walk: Walk, view: MorphoBook.Book, p: number): number {
  if (walk.draw() < 0.1) return amount(walk, 4e6);
  const worth = (MorphoBook.depositOf(view, p, COLLATERAL) * walk.prices[COLLATERAL]!) / walk.prices[LOAN]!;
  const free = Math.max(0, Math.floor(worth * 0.86) - MorphoBook.owedOf(view, p, LOAN));
  const x = walk.draw();
  return x < 0.2
    ? free
    : x < 0.3
      ? free + 1
      : Math.floor(free * [0.3, 0.9, 0.999][Math.floor(3 * walk.draw())]!);
}

async function reprice(walk: Walk): Promise<void> {
  const { draw, prices } = walk;
  const fall = draw() < 0.12 ? 0.8 : 1 + 0.02 * (draw() - 0.5);
  const price = prices[COLLATERAL]! * fall + 0.03 * (HOME - prices[COLLATERAL]!);
  prices[COLLATERAL] = Math.round(Math.max(0.3 * HOME, price) * 1e8) / 1e8;
  await quotePrice(walk);
}

/** Notes a verdict; throws where the two differ. True when both allow. */
function agree(
  { told }: Walk,
  name: string,
  outcome: Contracts.Outcome,
  reason: string,
  asked: string,
): boolean {
  if (outcome.ok !== (reason === ''))
    throw new Error(
      `step ${told.steps}, ${name} ${asked}: contract ${outcome.ok ? 'allows' : `refuses (${outcome.why})`}, engine ${reason || 'allows'}`,
    );
  if (outcome.ok) told.allowed[name] = (told.allowed[name] ?? 0) + 1;
  else {
    const known = REASONS[reason];
    if (known === undefined || !outcome.why.startsWith(known))
      throw new Error(`step ${told.steps}, ${name} ${asked}: contract ${outcome.why}, engine ${reason}`);
    told.refused[`${name}: ${reason}`] = (told.refused[`${name}: ${reason}`] ?? 0) + 1;
  }
  return outcome.ok;
}

/** What the engine calls a refusal, and how the contract's begins: the checked subtraction says Panic(17). */
const REASONS: Readonly<Record<string, string>> = {
  'no-amount': 'inconsistent input',
  'no-balance': 'Panic(17)',
  'no-debt': 'Panic(17)',
  'more-than-owed': 'Panic(17)',
  'no-cash': 'insufficient liquidity',
  health: 'insufficient collateral',
  healthy: 'position is healthy',
};

async function act(
  walk: Walk,
  view: MorphoBook.Book,
  op: MorphoBook.Act['op'],
  position: number,
  reserve: number,
  atoms: number,
): Promise<void> {
  const one = { op, position, reserve, atoms };
  const reason = MorphoBook.assess(view, walk.prices, one);
  const user = walk.users[position]!;
  const [name, args] = call(walk, view, one);
  const outcome = await Contracts.call(walk.morpho, user, name, walk.terms, ...args);
  const isCollateral = reserve === COLLATERAL;
  const known = reason === 'no-amount' && isCollateral && !outcome.ok && outcome.why === 'zero assets';
  const told = known ? { ok: false as const, why: 'inconsistent input' } : outcome;
  if (!agree(walk, isCollateral ? `${op} collateral` : op, told, reason, JSON.stringify(one))) return;
  // Pledging stores no interest, on chain and here.
  if (op !== 'supply' || !isCollateral) accrue(walk);
  MorphoBook.apply(walk.book, one);
  await compare(walk, position);
}

function accrue({ book, chain, startS }: Walk): void {
  MorphoMarket.accrue(book.market, Number(chain.time - startS) * 1e6);
}

/** Who leaves with everything names shares, everybody else atoms. */
function call(
  { users }: Walk,
  { market }: MorphoBook.Book,
  { op, position, reserve, atoms }: MorphoBook.Act,
): [string, unknown[]] {
  const me = users[position]!.toString();
  if (reserve === COLLATERAL)
    return op === 'supply'
      ? ['supplyCollateral', [atoms, me, '0x']]
      : ['withdrawCollateral', [atoms, me, me]];
  const whole = { withdraw: market.supplySharesOf[position]!, repay: market.borrowSharesOf[position]! };
  const all = {
    withdraw: MorphoMarket.deposit(market, position),
    repay: MorphoMarket.owed(market, position),
  };
  const isWhole = (op === 'withdraw' || op === 'repay') && atoms > 0 && BigInt(atoms) === all[op];
  const sizes = isWhole ? [0, whole[op as 'withdraw' | 'repay']] : [atoms, 0];
  return [op, [...sizes, me, op === 'supply' || op === 'repay' ? '0x' : me]];
}

/** Mostly of somebody who is low. What would take more than there is, is asked for by its collateral. */
async function liquidate(walk: Walk, view: MorphoBook.Book, first: number): Promise<void> {
  const { draw, prices, morpho, users, terms } = walk;
  const order = Array.from({ length: PEOPLE }, (_, i) => (first + i) % PEOPLE);
  const low = order.find((one) => MorphoBook.isLiquidatable(view, prices, one));
  const position = low !== undefined && draw() < 0.9 ? low : first;
  const by = (position + 1 + Math.floor(draw() * (PEOPLE - 1))) % PEOPLE;
  const owed = MorphoBook.owedOf(view, position, LOAN);
  const cover = draw() < 0.5 ? 1e14 : Math.max(1, part(walk, owed));
  const asked = { position, collateral: COLLATERAL, debt: LOAN, cover, receiver: -1 };
  const made = MorphoBook.quote(view, prices, asked);
  const { market } = view;
  const shares = (BigInt(cover) * (market.borrowShares + 1_000_000n)) / (market.borrowed + 1n);
  const all = market.borrowSharesOf[position]!;
  const who = users[position]!.toString();
  const ask = (seized: bigint, repaid: bigint) =>
    Contracts.call(morpho, users[by]!, 'liquidate', terms, who, seized, repaid, '0x');
  const wanted = cover >= owed || shares > all ? all : shares;
  let outcome = await ask(0n, wanted === 0n ? 1n : wanted);
  if (!outcome.ok && outcome.why.startsWith('Panic')) outcome = await ask(market.collateralOf[position]!, 0n);
  const reason = typeof made === 'string' ? made : '';
  if (!agree(walk, 'liquidate', outcome, reason, JSON.stringify(asked)) || typeof made === 'string') return;
  const paid = (outcome as { values: readonly unknown[] }).values as readonly bigint[];
  same(walk, 'seized and repaid', [made.seized, made.repaid].map(BigInt), [...paid]);
  accrue(walk);
  MorphoBook.liquidate(walk.book, made);
  if (made.plan.badDebt > 0n) walk.told.allowed['bad debt'] = (walk.told.allowed['bad debt'] ?? 0) + 1;
  walk.told.lossAtoms += Number(made.plan.badDebt);
  await compare(walk, position);
}

function same({ told }: Walk, what: string, mine: readonly bigint[], theirs: readonly bigint[]): void {
  if (mine.join() !== theirs.join())
    throw new Error(`step ${told.steps}, ${what}: ${mine}, contract ${theirs}`);
}

/** Totals, the fee's shares, and a position: the same integers. */
async function compare(walk: Walk, position: number): Promise<void> {
  const { morpho, id, book, users } = walk;
  const { market } = book;
  const view = async (name: string, ...args: unknown[]) =>
    (await Contracts.must(morpho, Contracts.OWNER, name, id, ...args)) as bigint[];
  const totals = (await view('market')).slice(0, 4);
  same(walk, 'totals', [market.supplied, market.supplyShares, market.borrowed, market.borrowShares], totals);
  const [fee] = await view('position', TREASURY.toString());
  same(walk, 'fee', [market.feeShares], [fee!]);
  const theirs = await view('position', users[position]!.toString());
  const mine = [market.supplySharesOf, market.borrowSharesOf, market.collateralOf].map((of) => of[position]!);
  same(walk, `position ${position}`, mine, theirs);
}
