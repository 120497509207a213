/** Grouping of symbols for tables: which coins are majors, which stand for another asset, and what is left, alts. */
const MAJORS = new Set(['BTC', 'ETH', 'SOL']);
const DOLLARS = new Set(['USD', 'USDT', 'USDC', 'USDe', 'USDE', 'DAI', 'FDUSD', 'TUSD', 'UST', 'USTC']);
const STAKED = new Set(['WBETH', 'BNSOL', 'stETH', 'wstETH', 'sUSDe', 'SUSDE', 'PTUSDE']);

export function base(symbol: string): string {
  return symbol.split('/')[0]!;
}

/** A dollar or a coin that stands for one. */
export function isDollar(asset: string): boolean {
  return DOLLARS.has(asset);
}

/** Quoted in dollars or a dollar coin, so that its price is comparable across venues. */
export function isDollarQuoted(symbol: string): boolean {
  return DOLLARS.has(symbol.split('/')[1] ?? '');
}

export function isAlt(symbol: string): boolean {
  const asset = base(symbol);
  return isDollarQuoted(symbol) && !MAJORS.has(asset) && !DOLLARS.has(asset) && !STAKED.has(asset);
}
