/** How a number is written: `index` is 100 at the open, `percent` takes a fraction, `times` a ratio, `plain` and `figure` have no unit: a
 * figure is small. */
export type Unit = 'usd' | 'index' | 'percent' | 'times' | 'count' | 'price' | 'plain' | 'figure';

const NONE = '–';

export function html(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** `number` in at most four significant characters and its unit; NaN and null become a dash. */
export function format(unit: Unit, value: number | null): string {
  if (value === null || !Number.isFinite(value)) return NONE;
  switch (unit) {
    case 'usd':
      return `${value < 0 ? '−' : ''}$${compact(Math.abs(value))}`;
    case 'plain':
      return `${value < 0 ? '−' : ''}${compact(Math.abs(value))}`;
    case 'figure':
      return signed(value, Math.abs(value) < 1 ? 3 : 2, true);
    case 'percent':
      return `${signed(value * 100, nines(value), true)}%`;
    case 'index':
      return Math.abs(value) < 0.95 ? price(value) : signed(value, 1, true);
    case 'times':
      return `${signed(value, Math.abs(value) < 10 ? 2 : 0, true)}×`;
    case 'price':
      return price(value);
    case 'count':
      return `${Math.round(value) < 0 ? '−' : ''}${grouped(Math.abs(Math.round(value)))}`;
  }
}

/** Digits of a percentage: so many that what is not all does not read as all. */
function nines(value: number): number {
  const size = Math.abs(value);
  let digits = 1;
  while (size < 1 && digits < 10 && Number((100 * size).toFixed(digits)) === 100) digits++;
  return digits;
}

function signed(value: number, digits: number, isShort = false): string {
  const fixed = Math.abs(value).toFixed(digits);
  const text = isShort && fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** Four significant digits, no zeros at the end; from a thousand on whole and grouped. */
function price(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return `${value < 0 ? '−' : ''}${grouped(Math.round(size))}`;
  return signed(value, Math.max(0, Math.min(10, 3 - Math.floor(Math.log10(size || 1)))), true);
}

function compact(value: number): string {
  const [scale, suffix] =
    value >= 1e9 ? [1e9, 'bn'] : value >= 1e6 ? [1e6, 'M'] : value >= 1e3 ? [1e3, 'k'] : [1, ''];
  const part = value / scale;
  const digits = suffix === '' || part >= 100 ? 0 : part >= 10 ? 1 : 2;
  return `${String(Number(part.toFixed(digits)))}${suffix}`;
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ' ');
}

export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** A name from code or data in plain words: `feesWithheld` and `fees-withheld` become "fees withheld". */
export function words(key: string): string {
  const spaced = key
    .replace(/-/g, ' ')
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return spaced.replace(/\badl\b/g, 'ADL');
}
