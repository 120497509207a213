import { z } from 'zod';
import * as CivilDate from '../base/CivilDate.js';
import { describe, type Refusal } from './ZodIssues.js';

/** A size with its asset, in whole units (not atoms). */
export interface Amount {
  readonly value: number;
  readonly asset: string;
}

/** Units of an asset, or dollars of it at the opening price. */
export interface Size {
  readonly value: number;
  readonly isUsd: boolean;
}

/** A uniform range, both ends included. */
export interface Spread {
  readonly low: number;
  readonly high: number;
}

/** What a number may be: at least `min`, more than `above`, at most `max`. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
}
type Limits = Required<Omit<Bounds, 'above'>> & Pick<Bounds, 'above'>;

/** A quadrillion dollars or units: far above any market, and far below where a double loses cents. */
const LARGEST = 1e15;
export const DAY_US = 86_400e6;

interface Refused {
  readonly refusal: Refusal;
}
type Reading<T> = { readonly value: T } | Refused;

const NUMBER = String.raw`([+-]?)(\d[\d_]*(?:\.\d[\d_]*)?)`;
const PLAIN = new RegExp(`^${NUMBER}$`);
const MONEY = new RegExp(`^${NUMBER}(k|M|bn|tn)? +([A-Za-z][A-Za-z0-9.-]*)$`);
const SPAN = new RegExp(`^${NUMBER} *(us|ms|s|min|h|d)$`);
const SHARE = new RegExp(`^${NUMBER} *(%|bp|ppm)$`);
const INSTANT = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)? *(?:Z|UTC)$/;

const THOUSANDS: Record<string, number> = { k: 3, M: 6, bn: 9, tn: 12 };
const MICROSECONDS: Record<string, number> = { us: 1, ms: 1e3, s: 1e6, min: 6e7, h: 3.6e9, d: 8.64e10 };
const SHARES: Record<string, number> = { '%': -2, bp: -4, ppm: -6 };

/** Dollars: "25_000 USD", "1.2bn USD". Plain numbers are refused: a size without a unit is a guess. */
export function usd(bounds: Bounds = {}): z.ZodType<number> {
  const limits = { min: 0, max: LARGEST, ...bounds };
  const words = `dollars such as "25_000 USD", "3M USD" or "1.2bn USD"${within(limits, LARGEST)}`;
  return helper<number>({ type: 'usd', unit: 'USD', words, example: '25_000 USD', limits }, (input, say) => {
    const reading = readAmount(input, say);
    if ('refusal' in reading) return reading;
    if (reading.value.asset === 'USD') return inside(reading.value.value, limits, say);
    return say.remedy(`write the size in dollars: "${String(input).replace(/[^ ]+$/, 'USD')}"`);
  });
}

/** A price in dollars a unit, above zero: the grid of a market is made from it. */
export function price(): z.ZodType<number> {
  return usd({ min: 1e-9, max: 1e9 });
}

/** A size of any asset: "25_000 USDC" → {value: 25000, asset: 'USDC'}. */
export function amount(): z.ZodType<Amount> {
  const words = 'a size and its asset such as "25_000 USDC"';
  return helper({ type: 'amount', words, example: '25_000 USDC' }, readAmount);
}

/** Microseconds from "8h", "250ms", "15min", "30s", "2d". */
export function duration(bounds: Bounds = {}): z.ZodType<number> {
  const limits = { min: 0, max: 3650 * DAY_US, ...bounds };
  const from = limits.min > 0 ? ` of at least ${durationText(limits.min)}` : '';
  const words = `a duration such as "250ms", "30s", "15min", "8h" or "2d"${from}`;
  return helper<number>({ type: 'duration', words, example: '15min', limits }, (input, say) => {
    const match = SPAN.exec(String(input).trim());
    if (match === null) return say.remedy('write a number and one of us, ms, s, min, h, d');
    const us = decimal(match[2]!, 0) * MICROSECONDS[match[3]!]!;
    if (match[1] === '-') return say.remedy('drop the sign: a duration is at least zero');
    if (Math.abs(us - Math.round(us)) > 1e-4) return say.remedy('use whole microseconds');
    if (us < limits.min) return say.remedy(`use at least ${durationText(limits.min)}`);
    return us <= limits.max
      ? { value: Math.round(us) }
      : say.remedy(`use a shorter duration: at most ${durationText(limits.max)}`);
  });
}

/** How often somebody looks or acts: never so often that a run does nothing else. */
export function interval(): z.ZodType<number> {
  return duration({ min: 10_000, max: 365 * DAY_US });
}

/** Time until what somebody sees or sends arrives. */
export function latency(): z.ZodType<number> {
  return duration({ max: 3600e6 });
}

/** A fraction from "2.5%", "0.5bp", "40ppm" or a bare number, within bounds (0 to 1 unless stated). */
export function ratio(bounds: Bounds = {}): z.ZodType<number> {
  const limits = { min: 0, max: 1, ...bounds };
  const { min, max } = limits;
  const words = `a ratio from ${min} to ${max} such as "2.5%", "0.5bp" or 0.025`;
  return helper<number>({ type: 'ratio', unit: 'fraction', words, example: '2.5%', limits }, (input, say) => {
    const match = SHARE.exec(String(input).trim());
    const sign = match?.[1] === '-' ? -1 : 1;
    const value = match === null ? plain(input) : sign * decimal(match[2]!, SHARES[match[3]!]!);
    if (value === undefined)
      return say.remedy('write a percentage ("2.5%"), basis points ("5bp") or a fraction (0.025)');
    if (value >= min && value <= max) return inside(value, limits, say);
    const percent = match === null && value > max && value / 100 <= max && value / 100 >= min;
    if (percent) return say.remedy(`did you mean "${value}%"?`);
    return say.remedy(value < min ? `use at least ${min}` : `use at most ${max} (${max * 100}%)`);
  });
}

/** Milliseconds since 1970 from "2025-10-10T14:00:00Z". */
export function instant(): z.ZodType<number> {
  const [words, example] = ['a UTC instant such as "2025-10-10T14:00:00Z"', '2025-10-10T14:00:00Z'];
  return helper<number>({ type: 'instant', unit: 'UTC', words, example }, (input, say) => {
    const match = INSTANT.exec(String(input).trim());
    if (match === null) return say.remedy('write date, T, time and Z: "2025-10-10T14:00:00Z"');
    const [year, month, day, hour, minute, second] = match.slice(1, 7).map((word) => Number(word ?? 0));
    const real = month! >= 1 && month! <= 12 && day! >= 1 && day! <= daysIn(year!, month!);
    if (!real) return say.remedy('use a day that exists');
    if (hour! > 23 || minute! > 59 || second! > 59) return say.remedy('use a time from 00:00:00 to 23:59:59');
    const seconds =
      ((CivilDate.daysFrom1970(year!, month!, day!) * 24 + hour!) * 60 + minute!) * 60 + second!;
    return { value: seconds * 1000 + Number((match[7] ?? '').padEnd(3, '0')) };
  });
}

/** A whole number, at least zero unless stated: 40 or "1_000_000". */
export function count(bounds: Bounds = {}): z.ZodType<number> {
  const limits = { min: 0, max: Number.MAX_SAFE_INTEGER, ...bounds };
  const upper = limits.max === Number.MAX_SAFE_INTEGER ? '' : ` and at most ${limits.max}`;
  const words = `a whole number, at least ${limits.min}${upper}`;
  return helper<number>({ type: 'count', words, example: '40', limits }, (input, say) => {
    const value = plain(input);
    if (value === undefined) return say.remedy('write digits only, with _ between thousands if you like');
    if (!Number.isSafeInteger(value)) return say.remedy('drop the fraction');
    return inside(value, limits, say);
  });
}

/** A bare number above zero. */
export function positive(bounds: Bounds = {}): z.ZodType<number> {
  const limits = { above: 0, min: 0, max: LARGEST, ...bounds };
  const words = `a number above zero${within({ min: 0, max: limits.max }, LARGEST)}`;
  return helper<number>({ type: 'positive', words, example: '1.5', limits }, (input, say) => {
    const value = plain(input);
    if (value === undefined) return say.remedy('write digits only, without a unit');
    return value > 0 ? inside(value, limits, say) : say.remedy('use a number above zero');
  });
}

/** Units of an asset as a bare number above zero, or dollars of it: 2.5 or "10_000 USD". */
export function size(): z.ZodType<Size> {
  const limits = { above: 0, min: 0, max: LARGEST };
  const words = 'units above zero such as 2.5, or dollars such as "10_000 USD"';
  return helper<Size>({ type: 'size', words, example: '2.5', limits }, (input, say) => {
    const units = plain(input);
    const reading = units === undefined ? readAmount(input, say) : { value: { value: units, asset: '' } };
    if ('refusal' in reading) return reading;
    const { value, asset } = reading.value;
    if (asset !== '' && asset !== 'USD')
      return say.remedy('write units without a name, or dollars: "10_000 USD"');
    if (!(value > 0)) return say.remedy('use more than zero; a side is stated by a key of its own');
    return value <= LARGEST
      ? { value: { value, isUsd: asset === 'USD' } }
      : say.remedy(`use at most ${LARGEST}`);
  });
}

/** A bare number of either sign. */
export function number(bounds: Bounds = {}): z.ZodType<number> {
  const limits = { min: -LARGEST, max: LARGEST, ...bounds };
  const words = `a number from ${limits.min} to ${limits.max}`;
  return helper<number>({ type: 'number', words, example: '0.5', limits }, (input, say) => {
    const value = plain(input);
    return value === undefined ? say.remedy('write digits only, without a unit') : inside(value, limits, say);
  });
}

/** A range "10min..20min", or one value for a range of no width; each end is read by `end`. */
export function spread(end: z.ZodType<number>): z.ZodType<Spread> {
  const of = end.meta() as unknown as Told;
  const words = `${of.expected ?? 'a value'}, or two of them joined by ".."`;
  const example = `${of.example ?? 1}..${of.example ?? 1}`;
  const told = { ...of, type: of.type ?? 'number', words, example, spread: true };
  return helper<Spread>(told, (input, say) => {
    const halves = typeof input === 'string' ? input.split('..') : [input];
    if (halves.length > 2) return say.remedy('write one "..", between the low and the high end');
    const ends = halves.map((half) => end.safeParse(typeof half === 'string' ? half.trim() : half));
    const [low, high] = [ends[0]!, ends.at(-1)!];
    if (!low.success || !high.success) return say.because(!low.success ? low.error : high.error!);
    if (low.data > high.data) return say.remedy('put the low end first');
    return { value: { low: low.data, high: high.data } };
  });
}

/** A duration in the largest unit that keeps it whole. */
export function durationText(us: number): string {
  const units = Object.entries(MICROSECONDS).reverse();
  const [unit, size] = units.find(([, one]) => us >= one && us % one === 0) ?? ['us', 1];
  return `${us / size}${unit}`;
}

/** The bounds in words, where they are narrower than any number that fits. */
function within({ min, max, above }: Limits, widest: number): string {
  const from = above === undefined ? (min > 0 ? `, at least ${min}` : '') : `, more than ${above}`;
  return `${from}${max < widest ? `, at most ${max}` : ''}`;
}

function inside(value: number, { min, max, above }: Limits, say: Say): Reading<number> {
  if (above !== undefined && value <= above) return say.remedy(`use more than ${above}`);
  if (value < min) return say.remedy(`use at least ${min}`);
  return value > max ? say.remedy(`use at most ${max}`) : { value };
}

/** The refusals of one value of one helper. */
interface Say {
  remedy(remedy: string): Refused;
  because(error: z.ZodError): Refused;
}

/** What a helper says of itself: which text it reads, its unit and its range. */
interface Told {
  readonly type: string;
  readonly unit?: string;
  /** What is expected, in words; `expected` in the meta data, where a key's own description does not replace it. */
  readonly words: string;
  readonly expected?: string;
  readonly example: string;
  readonly limits?: Limits;
  readonly spread?: boolean;
}

function helper<T>(told: Told, read: (input: unknown, say: Say) => Reading<T>): z.ZodType<T> {
  const { words: expected, example } = told;
  const schema = z.unknown().transform((input, context): T => {
    const found = describe(input);
    const refuse = (remedy: string): Refused => ({ refusal: { found, expected, remedy } });
    const scalar = typeof input === 'string' || typeof input === 'number';
    const say: Say = { remedy: refuse, because: (error) => refuse(remedyIn(error)) };
    const reading = scalar ? read(input, say) : refuse(absent(input, example));
    if ('value' in reading) return reading.value;
    context.addIssue({ code: 'custom', message: expected, params: { ...reading.refusal }, input });
    return z.NEVER;
  });
  const { words, ...rest } = told;
  return schema.meta({ description: words, expected: words, ...rest }) as unknown as z.ZodType<T>;
}

function absent(input: unknown, example: string): string {
  return input === undefined
    ? `add the key, for example with the value ${example}`
    : `write a value such as ${example}`;
}

function remedyIn(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue?.code === 'custom' ? String(issue.params?.remedy) : 'write both ends in the same unit';
}

function readAmount(input: unknown, say: Say): Reading<Amount> {
  const text = String(input).trim();
  const match = MONEY.exec(text);
  if (match === null) return say.remedy(amountRemedy(text));
  if (match[1] === '-')
    return say.remedy('drop the sign: a size is at least zero, its direction has a key of its own');
  return { value: { value: decimal(match[2]!, THOUSANDS[match[3] ?? ''] ?? 0), asset: match[4]! } };
}

function amountRemedy(text: string): string {
  if (PLAIN.test(text)) return `add the unit: "${text} USD" or another asset`;
  if (text.includes(',')) return 'put _ between thousands and . before decimals, no comma';
  return 'write a number, then k, M, bn or tn if needed, a space and the asset: "1.2bn USD"';
}

/** A bare number, also as text with _ between thousands. */
function plain(input: unknown): number | undefined {
  if (typeof input === 'number') return Number.isFinite(input) ? input : undefined;
  const match = PLAIN.exec(String(input).trim());
  return match === null ? undefined : (match[1] === '-' ? -1 : 1) * decimal(match[2]!, 0);
}

/** Correctly rounded digits × 10^power: "2.3" at 6 is 2300000, which 2.3 * 1e6 need not be. */
function decimal(digits: string, power: number): number {
  return Number(`${digits.replaceAll('_', '')}e${power}`);
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}
