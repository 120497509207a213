/** Milliseconds since 1970 of the first and the last instant that market data can have. */
const FIRST_MS = Date.UTC(2009, 0, 3);
const LAST_MS = Date.UTC(2100, 0, 1);

/** Ticks a second of a clock that counts from 1970. */
export type Clock = 's' | 'ms' | 'us' | 'ns';
const TICKS: Readonly<Record<Clock, number>> = { s: 1e3, ms: 1, us: 1e-3, ns: 1e-6 };

/** The clock by which a number is an instant of this century; undefined where there is none. */
export function clockOf(stamp: number): Clock | undefined {
  const clocks = Object.keys(TICKS) as Clock[];
  return clocks.find((clock) => stamp * TICKS[clock] >= FIRST_MS && stamp * TICKS[clock] <= LAST_MS);
}

/** Milliseconds since 1970. */
export function msOf(stamp: number, clock: Clock): number {
  return stamp * TICKS[clock];
}

/** ISO 8601 UTC, to the millisecond where it has one. */
export function text(ms: number): string {
  return new Date(Math.floor(ms)).toISOString().replace('.000Z', 'Z');
}

/** Milliseconds since 1970 of "2023-06-18T00:00:00Z" or "2023-06-18 00:00:00" (UTC); undefined for anything else. */
export function parse(words: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(?:Z| UTC)?$/.exec(words.trim());
  if (match === null) return undefined;
  const ms = Date.parse(`${match[1]}T${match[2]}Z`);
  const isDay = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(match[1]!);
  return isDay && ms >= FIRST_MS && ms <= LAST_MS ? ms : undefined;
}
