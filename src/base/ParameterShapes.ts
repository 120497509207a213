/**
 * What a rule asks a scenario for, as plain data: mechanisms state it beside their formula, and the format room makes the
 * schema of it (format/Parameters). Lengths of time are microseconds, ratios fractions, sizes dollars.
 */

/** The type that a file's text becomes, by kind of parameter. */
export interface Values {
  ratio: number;
  positive: number;
  count: number;
  usd: number;
  duration: number;
  flag: boolean;
}

export type Kind = keyof Values;

/** A parameter with bounds, a meaning in words, or leave to be absent. Bounds apply to ratios and counts. */
export interface Field {
  readonly type: Kind;
  readonly min?: number;
  readonly max?: number;
  readonly optional?: true;
  readonly about?: string;
}

/** One of a few words. */
export interface Choice {
  readonly words: readonly string[];
  readonly optional?: true;
  readonly about?: string;
}

/** One rule of another family. */
export interface Part {
  readonly rules: Family;
  readonly optional?: true;
  readonly about?: string;
}

export type Parameter = Kind | Field | Choice | Part;
export type Parameters = Readonly<Record<string, Parameter>>;

type Value<P extends Parameter> = P extends Kind
  ? Values[P]
  : P extends { readonly words: readonly (infer W)[] }
    ? W
    : P extends { readonly rules: infer F extends Family }
      ? Choosing<F>
      : P extends { readonly type: infer K extends Kind }
        ? Values[K]
        : never;

type Optional<P extends Parameters> = {
  [K in keyof P]: P[K] extends { readonly optional: true } ? K : never;
}[keyof P];

/** What a scenario states for these parameters. */
export type Stated<P extends Parameters> = {
  readonly [K in Exclude<keyof P, Optional<P>>]: Value<P[K]>;
} & { readonly [K in Optional<P>]?: Value<P[K]> | undefined };

/** A family's rules by the name of their kind; each says what it asks for. */
export type Family = Readonly<Record<string, { readonly parameters: Parameters }>>;

/** What a scenario states for one rule of a family: its kind, and what that one asks for. */
export type Choosing<F extends Family> = {
  [K in keyof F & string]: { readonly kind: K } & Stated<F[K]['parameters']>;
}[keyof F & string];
