import { z } from 'zod';
import type { Choosing, Family, Parameter, Parameters, Stated } from '../base/ParameterShapes.js';
import * as UnitText from './UnitText.js';

/** The schema of parameters that a mechanism describes as plain data; unknown keys are refused. */
export function schema<P extends Parameters>(parameters: P): z.ZodType<Stated<P>> {
  return z.strictObject(shape(parameters)) as unknown as z.ZodType<Stated<P>>;
}

/**
 * The choice of one rule of a family: `{ kind: floored, minimum: 95% }`. A rule that asks for nothing may be named alone:
 * `par` is `{ kind: par }`. Kinds come in the order of their names.
 */
export function choice<F extends Family>(family: F): z.ZodType<Choosing<F>> {
  const kinds = Object.keys(family).sort();
  const options = kinds.map((kind) =>
    z.strictObject({ kind: z.literal(kind), ...shape(family[kind]!.parameters) }),
  );
  const [first, ...rest] = options;
  const union = z.discriminatedUnion('kind', [first!, ...rest]);
  return z.preprocess(
    (input) => (typeof input === 'string' ? { kind: input } : input),
    union,
  ) as unknown as z.ZodType<Choosing<F>>;
}

function shape(parameters: Parameters): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(parameters).map(([key, one]) => [key, field(one)]));
}

function field(parameter: Parameter): z.ZodType {
  const stated = typeof parameter === 'string' ? { type: parameter } : parameter;
  const value = schemaOf(stated);
  const told = stated.about === undefined ? value : value.meta({ description: stated.about });
  return stated.optional ? told.optional() : told;
}

function schemaOf(stated: Exclude<Parameter, string>): z.ZodType {
  if ('words' in stated) return z.enum(stated.words);
  return 'rules' in stated ? choice(stated.rules) : KINDS[stated.type](stated);
}

type Bounds = { readonly min?: number; readonly max?: number };

const bounds = ({ min, max }: Bounds): Bounds => ({
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});

const KINDS = {
  ratio: (stated: Bounds) => UnitText.ratio(bounds(stated)),
  positive: () => UnitText.positive(),
  count: (stated: Bounds) => UnitText.count(bounds(stated)),
  usd: () => UnitText.usd(),
  duration: () => UnitText.duration(),
  flag: () => z.boolean(),
};
