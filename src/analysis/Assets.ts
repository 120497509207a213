import type { Summary } from './Summary.js';

export type Asset = Summary['assets'][number];
export type Class = Asset['class'];

/** What the scenario calls an asset; undefined for one that it does not list. */
export function classOf(assets: readonly Asset[], symbol: string): Class | undefined {
  return assets.find(({ id }) => id === symbol)?.class;
}

/** `BTC` of `BTC/USDT`. */
export function base(symbol: string): string {
  return symbol.split('/')[0]!;
}

/** What a market is quoted in. */
function quote(symbol: string): string {
  return symbol.split('/')[1] ?? '';
}

function isDollar(assets: readonly Asset[], symbol: string): boolean {
  return classOf(assets, symbol) === 'dollar';
}

/** Quoted in dollars, so that its price is comparable across venues. */
export function isDollarQuoted(assets: readonly Asset[], symbol: string): boolean {
  return isDollar(assets, quote(symbol));
}

/** A coin that is meant to be worth a dollar: its price is its distance from par. */
export function isPegged(assets: readonly Asset[], symbol: string): boolean {
  const { class: kind, openUsd } = assets.find(({ id }) => id === symbol) ?? {};
  return kind === 'dollar' || (kind === 'synthetic' && openUsd === 1);
}

/** Name of one coin of a class, for a sentence: `median alt`. */
export function noun(kind: Class): string {
  return {
    dollar: 'dollar',
    major: 'major',
    alt: 'alt',
    staked: 'staked asset',
    synthetic: 'synthetic dollar',
    token: 'token',
  }[kind];
}
