/** What a number of the file may be. */
export interface Range {
  readonly min?: number;
  readonly above?: number;
  readonly max?: number;
  readonly isWhole?: boolean;
}

/** Why a text is not such a number, and what to do. */
export interface Refused {
  readonly expected: string;
  readonly remedy: string;
}

const NUMERAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** The largest double whose neighbors are whole numbers. */
const LARGEST = 2 ** 53;

/** The number that a value states, or why it states none. Texts of digits count: many sources quote their numbers. */
export function read(value: unknown, range: Range): number | Refused {
  const { min = -LARGEST, above, max = LARGEST, isWhole = false } = range;
  const isText = typeof value === 'string';
  const number = isText ? (NUMERAL.test(value.trim()) ? Number(value) : Number.NaN) : value;
  const expected = words(range);
  if (typeof number !== 'number' || !Number.isFinite(number))
    return { expected, remedy: 'write digits, a point and digits, without a unit' };
  if (above !== undefined && number <= above) return { expected, remedy: `use more than ${above}` };
  if (number < min) return { expected, remedy: `use at least ${min}` };
  if (number > max) return { expected, remedy: `use at most ${max}: is the unit right?` };
  if (isWhole && !Number.isSafeInteger(number)) return { expected, remedy: 'drop the fraction' };
  return number;
}

/** The text of a number as its source wrote it, without signs and blanks that mean nothing. */
export function text(value: unknown): string {
  return String(value).trim().replace(/^\+/, '');
}

function words({ min, above, max, isWhole }: Range): string {
  const kind = isWhole === true ? 'a whole number' : 'a number';
  const from = above !== undefined ? ` above ${above}` : min !== undefined ? ` of at least ${min}` : '';
  return `${kind}${from}${max !== undefined ? `${from === '' ? '' : ' and'} of at most ${max}` : ''}`;
}
