import type { z } from 'zod';
import type { Bench } from '../opening/Bench.js';
import type { Market } from '../state/Engine.js';
import type { View } from '../state/View.js';
import type { Base } from './Agent.js';

/** What a file states under `populations:`. Absent groups do not exist. */
export interface Populations {
  /** `off`: everybody is unlevered (a switch of interventions); `observed`: as the groups state. */
  readonly leverage: 'observed' | 'off';
  readonly groups: Readonly<Record<string, Stated>>;
}

/** One group as stated; the rest of its keys are its kind's specification. */
export interface Stated {
  readonly kind: string;
  readonly venues?: readonly string[] | undefined;
}

/** One named group of a scenario; `spec` holds the parameters of its kind. */
export interface Group<Spec> {
  readonly name: string;
  /** Prefix of the names of its accounts, agents and random streams. */
  readonly label: string;
  /** Venues it is on, by id; absent: all. */
  readonly venues?: readonly string[] | undefined;
  readonly spec: Spec;
}

/** What an agent of one kind does. `kind` is the name that agents carry. */
export interface Behavior<State extends Base> {
  readonly kind: State['kind'];
  /** Acts at a time of its own choosing. */
  wake(view: View, agent: State): void;
  /** A margin call or a deleveraging of `account` has reached it; `id` is its journal row. */
  notice?(view: View, agent: State, account: number, id: number): void;
  /** The block that is being made carries a report of a lending protocol's oracle, and somebody is in breach. */
  reported?(view: View, agent: State, lending: number): void;
}

/**
 * A kind of agent: everything that the rest of the program knows of it. Adding one is a folder and a line in Registry.
 * Kinds without a schema are opened by the protocol they belong to.
 */
export interface Kind {
  /** Name of its folder, and the value of `kind:` in a file. */
  readonly name: string;
  /** One paragraph of the reference. */
  readonly about: string;
  readonly behaviors: readonly Behavior<Base>[];
  readonly opening?: Opening<never> | undefined;
}

/** How a kind comes into a world: by groups under `populations:`, or by a section of its own. */
export interface Opening<Spec> {
  /** Prefix of names for the group that is named like its kind; other groups append their own name. */
  readonly label: string;
  /** Place in the order of opening: accounts and agents are numbered by it. Kinds of one market follow each other. */
  readonly order: number;
  /** Specification of a group; absent: the kind is stated in a section of its own and opened by `section`. */
  readonly schema?: (z.ZodObject & z.ZodType<Spec>) | undefined;
  /** Its groups may be confined to some venues by the key `venues`. */
  readonly isOnVenues?: boolean | undefined;
  /** Opens a whole group, or, for kinds that live in one market each, its part of one market. */
  readonly group?: ((bench: Bench, group: Group<Spec>) => void) | undefined;
  readonly market?: ((bench: Bench, group: Group<Spec>, market: Market) => void) | undefined;
  readonly section?: ((bench: Bench) => void) | undefined;
}

/** Declares a kind. The types of its specification and agents are checked here; lists of kinds do not carry them. */
export function define<Spec, State extends Base>(kind: {
  readonly name: string;
  readonly about: string;
  readonly behaviors: readonly Behavior<State>[];
  readonly opening?: Opening<Spec>;
}): Kind {
  return kind as unknown as Kind;
}

/** Whether a group is on a venue. */
export function isOn({ universe }: Bench, { venues }: Group<unknown>, venue: number): boolean {
  return venues === undefined || venues.includes(universe.venues[venue]!.id);
}

/** The groups of one kind, sorted by name, so that the order in the file has no effect. */
export function groupsOf<Spec>({ groups }: Populations, kind: string, label = kind): Group<Spec>[] {
  return Object.keys(groups)
    .filter((name) => groups[name]!.kind === kind)
    .sort()
    .map((name) => {
      const { venues } = groups[name]!;
      const spec = groups[name] as unknown as Spec;
      return { name, label: name === kind ? label : `${label}/${name}`, venues, spec };
    });
}
