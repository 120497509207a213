import type { z } from 'zod';

/** What a schema says of itself beside its type; the meta data of all its wrappers, the outermost first. */
export interface Meta {
  readonly description?: string;
  /** What the text, or the key of a map, is the name of. */
  readonly ref?: Ref;
  /** What is expected, in the words of a refusal. */
  readonly expected?: string;
  /** What text a helper reads: usd, duration, ratio, instant … */
  readonly type?: string;
  readonly unit?: string;
  readonly example?: string;
  readonly limits?: { readonly min: number; readonly max: number; readonly above?: number };
  /** Two values joined by "..". */
  readonly spread?: boolean;
  /** Where a published value or rule of this key can be read. */
  readonly source?: string;
  /** What it means that the key is left out. */
  readonly absent?: string;
  /** What parts of a map of shares add up to. */
  readonly total?: string;
  /** When an instant may be: not before the start, or not after the end either. */
  readonly moment?: 'from the start' | 'within the run';
  /** The number says how many rows of state something stands in. */
  readonly counts?: 'rows';
  /** The kind of name that the items of a list, or the keys of a map, bear. */
  readonly declares?: Declares;
}

export interface Ref {
  readonly kind: string;
  /** Fields that the named thing must have, with the values they may take. */
  readonly where?: Readonly<Record<string, readonly unknown[]>>;
  /** Other words that are allowed and name nothing. */
  readonly also?: readonly string[];
  /** The kind is the word before the colon: "pool:curve". */
  readonly prefixed?: readonly string[];
}

export interface Declares {
  readonly kind: string;
  /** The field of an item that is its name; absent: the key in a map. */
  readonly by?: string;
}

type Any = z.core.$ZodTypes;
/** The schema below all wrappers, what the wrappers say, and whether the key may be left out. */
export interface Core {
  readonly schema: Any;
  readonly meta: Meta;
  readonly isOptional: boolean;
}

/** Takes off what wraps a type without changing what an author writes. */
export function unwrap(schema: z.core.$ZodType): Core {
  let inner = schema as Any;
  let meta: Meta = metaOf(inner);
  let isOptional = false;
  for (;;) {
    const next = below(inner);
    if (next === undefined) return { schema: inner, meta, isOptional };
    isOptional ||= ['optional', 'default', 'prefault'].includes(inner._zod.def.type);
    inner = next;
    meta = { ...metaOf(inner), ...meta };
  }
}

function metaOf(schema: Any): Meta {
  return ((schema as unknown as z.ZodType).meta() ?? {}) as Meta;
}

/** The type that an author writes, one wrapper further in; undefined at the innermost. */
function below(schema: Any): Any | undefined {
  const { def } = schema._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return def.innerType as Any;
    case 'pipe':
      return ofPipe(def.in as Any, def.out as Any);
    case 'lazy':
      return def.getter() as Any;
    default:
      return undefined;
  }
}

/** Before a transform stands the type that an author writes, after a preprocessing one; helpers read plain text. */
function ofPipe(first: Any, second: Any): Any | undefined {
  const { type } = first._zod.def;
  if (type === 'transform') return second;
  return type === 'unknown' ? undefined : first;
}

/** One part of a map or list as the schema sees it; `key` is the schema of the key in a map keyed by names. */
interface Part {
  readonly step: string | number;
  readonly value: unknown;
  readonly schema: z.core.$ZodType;
  readonly key?: z.core.$ZodType;
}

/** One place of plain data with the type that describes it. */
export interface Spot {
  readonly schema: z.core.$ZodType;
  readonly meta: Meta;
  readonly value: unknown;
  readonly path: readonly (string | number)[];
  /** The schema of the key under which it stands, in a map keyed by names. */
  readonly key?: z.core.$ZodType | undefined;
}

/** Visits data and everything in it that the schema describes, what contains before what is contained. */
export function walk(schema: z.core.$ZodType, data: unknown, visit: (spot: Spot) => void): void {
  const step = (spot: Omit<Spot, 'meta'>): void => {
    const { schema: core, meta } = unwrap(spot.schema);
    visit({ ...spot, meta });
    for (const part of parts(core, spot.value))
      step({ schema: part.schema, value: part.value, path: [...spot.path, part.step], key: part.key });
  };
  step({ schema, value: data, path: [] });
}

/** The parts of plain data that a schema describes; parts that it does not know are left out. */
function parts(core: Any, data: unknown): Part[] {
  const { def } = core._zod;
  if (def.type === 'union') return ofUnion(def, data);
  if (Array.isArray(data)) return items(def, data);
  if (typeof data !== 'object' || data === null) return [];
  const entries = Object.entries(data);
  if (def.type === 'record') {
    const { keyType, valueType } = def;
    return entries.map(([step, value]) => ({ step, value, schema: valueType, key: keyType }));
  }
  if (def.type !== 'object') return [];
  return entries.flatMap(([step, value]) => {
    const schema = Object.hasOwn(def.shape, step) ? def.shape[step] : def.catchall;
    return schema === undefined ? [] : [{ step, value, schema }];
  });
}

function items(def: Any['_zod']['def'], data: readonly unknown[]): Part[] {
  if (def.type === 'array') return data.map((value, step) => ({ step, value, schema: def.element }));
  if (def.type !== 'tuple') return [];
  return def.items.flatMap((schema, step) =>
    step < data.length ? [{ step, value: data[step], schema }] : [],
  );
}

/** The parts of the branch that the data fits: the one that its discriminator names, or the first that takes it. */
function ofUnion(def: Extract<Any['_zod']['def'], { type: 'union' }>, data: unknown): Part[] {
  const { discriminator } = def as { discriminator?: string };
  const options = def.options as Any[];
  const named =
    discriminator === undefined ? undefined : options.find((option) => isNamed(option, discriminator, data));
  const fit = named ?? options.find((option) => (option as unknown as z.ZodType).safeParse(data).success);
  return fit === undefined ? [] : parts(unwrap(fit).schema, data);
}

function isNamed(option: Any, discriminator: string, data: unknown): boolean {
  const { def } = unwrap(option).schema._zod;
  if (def.type !== 'object' || typeof data !== 'object' || data === null) return false;
  const kind = def.shape[discriminator] as z.ZodType | undefined;
  return kind?.safeParse((data as Readonly<Record<string, unknown>>)[discriminator]).success === true;
}
