import type { z } from 'zod';
import * as Helpers from '../../../format/SchemaHelpers.js';

/** Stables, spot and fund stated for an issuer are its backing; no issuer has shown a tenth more than it owes. */
const MOST_BACKING = 1.1;

interface Stated {
  readonly supply: number;
  readonly stables: Readonly<Record<string, number>>;
  readonly spot: Readonly<Record<string, number>>;
  readonly hedge: { readonly venues: Readonly<Record<string, number>> };
  readonly lent?: { readonly asset: string; readonly amount: number } | undefined;
}

/** What an issuer's keys must be together: backing that can exist, and no more lent than is held. */
export function issuer(stated: Stated, context: z.RefinementCtx): void {
  const { stables, spot, lent, supply } = stated;
  const backing = sum(stables) + sum(spot);
  if (backing > MOST_BACKING)
    Helpers.refuse(
      context,
      ['stables'],
      `backing of ${percent(backing)} of the supply, "stables" ${percent(sum(stables))} and "spot" ${percent(sum(spot))}`,
      `at most ${percent(MOST_BACKING)}`,
      'lower the shares; less than 100% is a hole in the backing',
    );
  if (Object.keys(stables).length === 0)
    Helpers.refuse(context, ['stables'], 'no stable', 'a stable to mint against and redeem into', 'add one');
  if (lent === undefined) return;
  const held = (stables[lent.asset] ?? 0) * supply;
  if (lent.amount > held)
    Helpers.refuse(
      context,
      ['lent', lent.asset in stables ? 'amount' : 'asset'],
      `${lent.amount} USD of ${lent.asset}`,
      `at most the ${held} USD of it in "stables"`,
      'lower the amount, or raise the share of the stable',
    );
}

/** A refill begins below the size to which it leads. */
export function buffer(
  stated: { readonly target: number; readonly trigger: number },
  context: z.RefinementCtx,
): void {
  const { target, trigger } = stated;
  if (trigger > target)
    Helpers.refuse(
      context,
      ['trigger'],
      `${trigger} USD, above "target"`,
      `at most ${target} USD`,
      'lower it',
    );
}

function sum(shares: Readonly<Record<string, number>>): number {
  return Object.values(shares).reduce((all, share) => all + share, 0);
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))}%`;
}
