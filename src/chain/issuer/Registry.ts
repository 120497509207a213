import * as DeltaNeutral from './delta-neutral/Kind.js';
import type { IssuerKind } from './IssuerKind.js';

/** Kinds of issuers by the name a scenario gives them. A new one is its folder and a line here. */
export const KINDS: Readonly<Record<string, IssuerKind>> = {
  'delta-neutral': DeltaNeutral.KIND as unknown as IssuerKind,
};

export function kindOf({ kind }: { readonly kind: string }): IssuerKind {
  return KINDS[kind]!;
}
