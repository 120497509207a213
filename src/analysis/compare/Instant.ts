import * as CivilDate from '../../base/CivilDate.js';

const DAY_MS = 86_400_000;

/** Epoch milliseconds of an ISO 8601 instant in UTC, `2025-10-10T21:15:00Z` with or without a fraction; NaN otherwise. */
export function parse(text: string): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?Z$/.exec(text);
  if (parts === null) return Number.NaN;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const fraction = parts[7] === undefined ? 0 : Number(parts[7]);
  const ofDay = ((hour * 60 + minute) * 60 + second + fraction) * 1000;
  return CivilDate.daysFrom1970(year, month, day) * DAY_MS + Math.round(ofDay);
}

/** A length of time in its two largest units: `3 d 4 h`, `2 h 5 min`, `4 min 10 s`, `0.5 s`. */
export function length(us: number): string {
  const sign = us < 0 ? '−' : '';
  const seconds = Math.abs(us) / 1e6;
  if (seconds < 10) return `${sign}${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${sign}${whole} s`;
  if (whole < 3600) return `${sign}${pair(whole, 60, 'min', 's')}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return `${sign}${pair(minutes, 60, 'h', 'min')}`;
  return `${sign}${pair(Math.round(seconds / 3600), 24, 'd', 'h')}`;
}

function pair(value: number, large: number, largeUnit: string, smallUnit: string): string {
  const rest = value % large;
  return `${Math.floor(value / large)} ${largeUnit}${rest > 0 ? ` ${rest} ${smallUnit}` : ''}`;
}
