import type * as Bench from '../../opening/Bench.js';
import type { IssuerSpec } from './IssuerKind.js';
import * as Registry from './Registry.js';

/** Opens the issuers in the order of their names; their people too. Runs before anybody balances positions. */
export function open(bench: Bench.Bench): void {
  const { issuers } = bench.engine.onchain;
  for (const spec of sorted(bench)) Registry.kindOf(spec).open(bench, spec, issuers.length);
}

/** Runs last: the coins that everybody was given become the issuers'. */
export function settle(bench: Bench.Bench): void {
  const { issuers } = bench.engine.onchain;
  sorted(bench).forEach((spec, at) => {
    Registry.kindOf(spec).settle(bench, spec, issuers[at]!);
  });
}

function sorted(bench: Bench.Bench): IssuerSpec[] {
  const { issuers } = bench.universe.scenario;
  return [...(issuers ?? [])].sort((x, y) => (x.id < y.id ? -1 : 1));
}
