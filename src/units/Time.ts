/** Microseconds: simulation time counts from the start of the run. */
export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Whole seconds and minutes passed at `us`. */
export function second(us: number): number {
  return Math.floor(us / SECOND);
}

export function minute(us: number): number {
  return Math.floor(us / MINUTE);
}

const DAY_MS = 86_400_000;
// Days of a 400-year Gregorian cycle, and from 0000-03-01 to 1970-01-01.
const ERA_DAYS = 146_097;
const EPOCH_DAYS = 719_468;
const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?Z$/;

/**
 * ISO 8601 UTC of `us` after `startMs` (milliseconds since 1970): whole seconds, or milliseconds
 * (rounded down) when there are any. Years 0000 to 9999.
 */
export function iso(startMs: number, us: number): string {
  const ms = startMs + Math.floor(us / 1000);
  const day = Math.floor(ms / DAY_MS);
  const rest = ms - day * DAY_MS;
  const fraction = rest % 1000;
  const seconds = Math.floor(rest / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const text = clock.map((part) => pad(part, 2)).join(':');
  return `${civil(day)}T${text}${fraction === 0 ? '' : `.${pad(fraction, 3)}`}Z`;
}

/** Milliseconds since 1970 of 'YYYY-MM-DDThh:mm[:ss[.mmm]]Z'; undefined when it is not such a time. */
export function epochMs(text: string): number | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [year, month, date, hour, minute] = match.slice(1, 6).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const second = Number(match[6] ?? 0);
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return undefined;
  const day = daysOf(year, month, date);
  // A date past the end of its month comes back as another one.
  if (civil(day) !== text.slice(0, 10)) return undefined;
  const ms = Number((match[7] ?? '').padEnd(3, '0'));
  return day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

/** YYYY-MM-DD of a day since 1970. Source: H. Hinnant, "chrono-compatible low-level date algorithms". */
function civil(day: number): string {
  const z = day + EPOCH_DAYS;
  const era = Math.floor(z / ERA_DAYS);
  const dayOfEra = z - era * ERA_DAYS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}

/** Inverse of civil; the year starts in March, so that the leap day is its last. */
function daysOf(year: number, month: number, date: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * ERA_DAYS + dayOfEra - EPOCH_DAYS;
}

function pad(x: number, width: number): string {
  return String(x).padStart(width, '0');
}
