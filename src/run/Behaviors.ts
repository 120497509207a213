import { PLUGS } from '../plugs/Plugs.js';
import type { Base } from '../populations/Agent.js';
import type { Behavior } from '../populations/Kind.js';
import { KINDS } from '../populations/Section.js';

const BY_KIND = new Map(
  [...KINDS.flatMap(({ behaviors }) => behaviors), ...PLUGS.flatMap(({ behaviors }) => behaviors)].map(
    (one) => [one.kind, one],
  ),
);

/** What an agent does: the behavior of its kind. */
export function of({ kind }: Base): Behavior<Base> {
  const behavior = BY_KIND.get(kind);
  if (behavior === undefined) throw new Error(`no behavior of kind ${kind}`);
  return behavior;
}
