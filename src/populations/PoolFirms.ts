import type * as Bench from '../opening/Bench.js';

/** Pools of a coin against a dollar, by number. */
export function poolsOf({ engine }: Bench.Bench, coin: number): number[] {
  const { pools } = engine.onchain;
  const isOf = (coins: readonly number[]) =>
    coins.includes(coin) && coins.some((asset) => engine.assets[asset]!.dollar);
  return pools.flatMap((pool, id) => (isOf(pool.coins) ? [id] : []));
}

export function dollarOf({ engine }: Bench.Bench, pool: number): number {
  return engine.onchain.pools[pool]!.coins.find((asset) => engine.assets[asset]!.dollar)!;
}

/** Issuer of a coin, -1 when this world has none. */
export function issuerOf({ engine }: Bench.Bench, coin: number): number {
  return engine.onchain.issuers.findIndex((issuer) => issuer.asset === coin);
}

/** Allows an account to mint and redeem with the issuer. */
export function whitelist({ engine }: Bench.Bench, issuer: number, account: number): void {
  engine.onchain.issuers[issuer]!.terms.parties.add(account);
}
