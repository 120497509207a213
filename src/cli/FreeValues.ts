import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Engine } from './CommandDoor.js';

/** A value and the unit behind it: "0.55%" is 0.55 and "%". */
const TEXT = /^(-?[\d_]+(?:\.[\d_]+)?) *(.*)$/;

const text = z.union([z.string(), z.number()]).transform(String);
const Schema = z.strictObject({
  free: z
    .array(z.strictObject({ path: z.string().min(1), value: text, range: text, prior: z.string().min(1) }))
    .min(1)
    .max(20),
});

/** A value that the record does not give, with its range; numbers in the unit of the file. */
export interface Free {
  readonly path: string;
  readonly unit: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly prior: string;
}

/** The free values of a scenario. Throws InputError for a file that is none of these. */
export function read(engine: Engine, path: string): Free[] {
  const parsed = Schema.safeParse(parseText(engine, path));
  if (!parsed.success) {
    const { path: at, message } = parsed.error.issues[0]!;
    throw refusal(engine, path, at.join('.'), message);
  }
  return parsed.data.free.map((one) => {
    const [low, high, value] = [...one.range.split('..'), one.value].map((part) => TEXT.exec(part.trim()));
    const unit = value?.[2] ?? '';
    const [from, to, at] = [low, high, value].map((match) => Number(match?.[1]?.replaceAll('_', '')));
    const isSound = from! < to! && at! >= from! && at! <= to! && low?.[2] === unit && high?.[2] === unit;
    if (!isSound) throw refusal(engine, path, one.path, `the value ${one.value} in ${one.range}`);
    return { path: one.path, unit, value: at!, low: from!, high: to!, prior: one.prior };
  });
}

function parseText(engine: Engine, path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw refusal(engine, path, '', (error as Error).message);
  }
}

function refusal(engine: Engine, file: string, path: string, found: string): Error {
  const expected = 'at most 20 free values, each with path, value, range "low..high" in one unit, and prior';
  const remedy = 'compare the file with a packaged one in scenarios/calibration';
  return new engine.InputError([{ file, path, line: 1, column: 1, found, expected, remedy }]);
}

/** "path=value" for a place in the range, to five digits. */
export function setting({ path, unit, low, high }: Free, place: number): string {
  const value = Number((low + place * (high - low)).toPrecision(5));
  return `${path}=${value}${unit}`;
}

export function placeOf({ value, low, high }: Free): number {
  return (value - low) / (high - low);
}
