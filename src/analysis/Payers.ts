import type { Summary } from './Summary.js';

/** Who bears a loss that goes beyond the loser's own collateral, in words. */
const WORDS: Readonly<Record<string, string>> = {
  feesWithheld: 'fees withheld from liquidations',
  insurance: 'insurance funds',
  backstop: 'the liquidator vault',
  adl: 'deleveraged winners',
  socialized: 'all accounts of the venue',
  writtenOff: 'the venue, which wrote it off',
  deficit: 'lenders of the protocol',
};

/** A payer in words that stand alone. */
export function name(key: string): string {
  return (
    WORDS[key] ??
    key.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`).replace(/-/g, ' ')
  );
}

/** Payers, the largest first. */
export function ranked(payers: Readonly<Record<string, number>>): [key: string, usd: number][] {
  return Object.entries(payers).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

/** Who paid, with `{path}` in place of numbers. */
export function sentence({ losses }: Summary): string {
  if (!(losses.total > 0)) return 'Nobody lost more than their own collateral.';
  const known = ranked(losses.payers).filter(([, usd]) => usd > 0.005 * losses.total);
  const parts = known.map(([key]) => `${name(key)} ({losses.paidUsd.${key}})`);
  const list = parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return `{losses.totalUsd} was lost beyond the losers’ own collateral, paid by ${list}.`;
}
