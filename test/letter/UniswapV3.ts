import * as Evm from './Evm.js';

/* A real Uniswap v3 pool of two tokens that take every payment for granted: the pool's own arithmetic is what counts. */

/** Factory and pool of the published package, undefined where it or the chain is not installed. */
const FACTORY = '@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json';

/** `transfer` returns true; anything else is a balance, (2^128 - gas left) * 2^100: larger at every look. */
const TOKEN =
  '0x60003560e01c63a9059cbb14602e575a7001000000000000000000000000000000000360641b60005260206000f35b600160005260206000f3';
const TOKENS = [`0x${'a0'.repeat(20)}`, `0x${'b0'.repeat(20)}`] as const;
/** Everything that a callback asks of its sender is done by stopping. */
const STOP = '0x00';

const FEE = 3000;
const SELECTOR = {
  createPool: 'a1671295',
  initialize: 'f637731d',
  mint: '3c8a7d8d',
  swap: '128acb08',
  burn: 'a34123a7',
  collect: '4f1eb3d8',
  slot0: '3850c7bd',
  liquidity: '1a686502',
  growth0: 'f3058399',
  growth1: '46141319',
} as const;

const ALL = (1n << 128n) - 1n;
const NO_BYTES = [0xa0, 0] as const;

export type Referee = { readonly chain: Evm.Chain; readonly pool: string };

export type Pair = readonly [bigint, bigint];

/** A pool of fee 0.3 % and spacing 60 at a root of its price. */
export async function open(root: bigint): Promise<Referee | undefined> {
  const chain = await Evm.open();
  const code = Evm.bytecode(FACTORY);
  if (!chain || !code) return undefined;
  const factory = await Evm.deploy(chain, code);
  for (const token of TOKENS) await Evm.put(chain, token, TOKEN);
  const made = await Evm.call(chain, owner(0), factory, SELECTOR.createPool, ...TOKENS, FEE);
  const pool = `0x${made![0]!.toString(16).padStart(40, '0')}`;
  await Evm.call(chain, owner(0), pool, SELECTOR.initialize, root);
  for (let k = 0; k < 8; k++) await Evm.put(chain, owner(k), STOP);
  return { chain, pool };
}

function owner(number: number): string {
  return `0x${(0xc0ffee00 + number).toString(16).padStart(40, '0')}`;
}

const ask = (
  { chain, pool }: Referee,
  from: number,
  selector: string,
  ...words: (bigint | number | string)[]
) => Evm.call(chain, owner(from), pool, selector, ...words);

/** Atoms that the contract asks for liquidity between two ticks. */
export async function mint(
  referee: Referee,
  who: number,
  [lower, upper]: readonly [number, number],
  liquidity: bigint,
): Promise<Pair | undefined> {
  const paid = await ask(referee, who, SELECTOR.mint, owner(who), lower, upper, liquidity, ...NO_BYTES);
  return paid && [paid[0]!, paid[1]!];
}

/** Burns liquidity and collects everything owed; returns what was paid out. */
export async function remove(
  referee: Referee,
  who: number,
  [lower, upper]: readonly [number, number],
  liquidity: bigint,
): Promise<Pair | undefined> {
  if (!(await ask(referee, who, SELECTOR.burn, lower, upper, liquidity))) return undefined;
  const paid = await ask(referee, who, SELECTOR.collect, owner(who), lower, upper, ALL, ALL);
  return paid && [paid[0]!, paid[1]!];
}

/** Signed changes of the pool by a swap of an exact amount paid in, without a limit. */
export async function swap(
  referee: Referee,
  isDown: boolean,
  atoms: bigint,
  limit: bigint,
): Promise<Pair | undefined> {
  const moved = await ask(referee, 0, SELECTOR.swap, owner(0), isDown ? 1 : 0, atoms, limit, ...NO_BYTES);
  return moved && [BigInt.asIntN(256, moved[0]!), BigInt.asIntN(256, moved[1]!)];
}

export interface Standing {
  readonly root: bigint;
  readonly tick: number;
  readonly liquidity: bigint;
  readonly growth: Pair;
}

export async function standing(referee: Referee): Promise<Standing> {
  const view = async (selector: string) => (await ask(referee, 0, selector))!;
  const [root, tick] = await view(SELECTOR.slot0);
  const [liquidity] = await view(SELECTOR.liquidity);
  const [growth0] = await view(SELECTOR.growth0);
  const [growth1] = await view(SELECTOR.growth1);
  return {
    root: root!,
    tick: Number(BigInt.asIntN(24, tick!)),
    liquidity: liquidity!,
    growth: [growth0!, growth1!],
  };
}
