/** A broken law of the engine itself, never a user's mistake: the run must stop. `id` is listed in docs/reference/invariants.md. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
  constructor(
    readonly id: string,
    detail: string,
  ) {
    super(`${id}: ${detail}`);
  }
}

/** Throws InvariantError `id` unless `ok`. `detail` is only built on failure. */
export function invariant(ok: boolean, id: string, detail: () => string): asserts ok {
  if (!ok) throw new InvariantError(id, detail());
}
