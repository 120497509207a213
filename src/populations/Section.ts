import { z } from 'zod';
import { opening as openingAt } from '../format/InputError.js';
import * as Reference from '../format/Reference.js';
import type { Bench } from '../opening/Bench.js';
import {
  type Group,
  groupsOf,
  isOn,
  type Kind,
  type Opening,
  type Populations,
  type Stated,
} from './Kind.js';
import * as Registry from './Registry.js';

/** Every kind, those that a file may state in the order of their opening. */
export const KINDS: readonly Kind[] = Object.values<Kind>(Registry).sort(
  (x, y) => (x.opening?.order ?? 0) - (y.opening?.order ?? 0) || (x.name < y.name ? -1 : 1),
);
const OPENED = KINDS.filter(({ opening }) => opening !== undefined);
const STATED = OPENED.filter(({ opening }) => opening!.schema !== undefined);

function groupSchema({ opening }: Kind, kind: z.ZodType): z.ZodObject {
  const { schema, isOnVenues } = opening as Opening<unknown>;
  const venues = z.array(Reference.ref('venue')).min(1).optional();
  return schema!.extend({ kind, ...(isOnVenues && { venues }) });
}

const [first, ...rest] = STATED.map((kind) => groupSchema(kind, z.literal(kind.name)));
const Named = Object.fromEntries(
  STATED.map((kind) => [kind.name, groupSchema(kind, z.literal(kind.name).optional()).optional()]),
);

/**
 * The section `populations:` of a file: named groups, each of a kind. A group that is named like a kind is of that kind
 * and may leave `kind` out. Absent: nobody.
 */
export const Section: z.ZodType<Populations> = z
  .object({ leverage: z.enum(['observed', 'off']).optional(), ...Named })
  .catchall(z.discriminatedUnion('kind', [first!, ...rest]))
  .transform(({ leverage, ...groups }): Populations => {
    const stated = Object.entries(groups as Record<string, Partial<Stated>>);
    const complete = stated.map(([name, group]) => [name, { ...group, kind: group.kind ?? name }] as const);
    return { leverage: leverage ?? 'observed', groups: Object.fromEntries(complete) };
  });

/** Opens everybody, kind by kind; kinds of one market each are opened market by market. */
export function populate(bench: Bench): void {
  const { populations } = bench.universe.scenario;
  for (const run of runs()) {
    const [{ opening }] = run as [Kind];
    if (opening!.section) opening!.section(bench);
    else if (opening!.market) inMarkets(bench, run);
    else
      for (const group of groups(populations, run[0]!))
        openingAt(pathOf(group), () => opening!.group!(bench, group));
  }
}

/** The kinds in their order; those of one market each that follow each other stand together. */
function runs(): Kind[][] {
  const all: Kind[][] = [];
  for (const kind of OPENED) {
    const last = all.at(-1);
    const isJoined = kind.opening!.market !== undefined && last?.at(-1)?.opening?.market !== undefined;
    if (last && isJoined) last.push(kind);
    else all.push([kind]);
  }
  return all;
}

function groups(populations: Populations, { name, opening }: Kind): Group<never>[] {
  return groupsOf<never>(populations, name, opening!.label);
}

function inMarkets(bench: Bench, kinds: readonly Kind[]): void {
  const { populations } = bench.universe.scenario;
  for (const market of bench.engine.markets)
    for (const kind of kinds)
      for (const group of groups(populations, kind))
        if (isOn(bench, group, market.venue))
          openingAt(pathOf(group), () => kind.opening!.market!(bench, group, market));
}

/** Where a file states a group. */
function pathOf({ name }: Group<never>): string {
  return `populations.${name}`;
}
