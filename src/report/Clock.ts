const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** UTC time of day of a minute of the run, `20:56`. */
export function time(startMs: number, minute: number): string {
  const of = minuteOfDay(startMs, minute);
  return `${two(Math.floor(of / 60))}:${two(of % 60)}`;
}

export function minuteOfDay(startMs: number, minute: number): number {
  return (Math.floor(startMs / MINUTE_MS) + minute) % DAY_MINUTES;
}

/** UTC date of a minute of the run, `10 Oct 2025`. */
export function date(startMs: number, minute: number): string {
  const days = Math.floor((Math.floor(startMs / MINUTE_MS) + minute) / DAY_MINUTES);
  const [year, month, day] = civil(days);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** `11 Oct 14:00`: day and time of a minute of the run. */
export function moment(startMs: number, minute: number): string {
  return `${date(startMs, minute).slice(0, -5)} ${time(startMs, minute)}`;
}

/** Days since 1970 to the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible low-level date algorithms"). */
function civil(days: number): [year: number, month: number, day: number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
