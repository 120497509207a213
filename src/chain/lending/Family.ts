import type { AnyKind } from './Kind.js';
import * as Registry from './Registry.js';

/** What a file means that leaves `kind` out. */
export const USUAL = 'aave-v3';

/** The kind of a protocol, of a book or of a scenario's entry. */
export function of({ kind = USUAL }: { readonly kind?: string | undefined }): AnyKind {
  const known = Registry.KINDS[kind];
  if (known === undefined) throw new Error(`no lending protocol of kind "${kind}"`);
  return known;
}
