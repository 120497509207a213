import * as Time from '../units/Time.js';
import type { Series } from './Series.js';

const HEAD = 'at,venue,symbol,kind,close,low,high,vwap,volumeUsd,bidDepthUsd';

/** The series as CSV lines: one a minute and market, in the order of time; an empty field means no trade. */
export function* lines({ startMs, minutes, markets }: Series): Iterable<string> {
  yield HEAD;
  for (let minute = 0; minute < minutes; minute++) {
    const at = Time.iso(startMs, minute * Time.MINUTE);
    for (const { venue, symbol, kind, close, low, high, vwap, volumeUsd, bidDepthUsd } of markets) {
      const prices = [close, low, high, vwap].map((column) => number(column[minute]!));
      const dollars = [volumeUsd, bidDepthUsd].map((column) => String(Math.round(column[minute]!)));
      yield [at, venue, symbol, kind, ...prices, ...dollars].join(',');
    }
  }
}

/** Seven significant digits: finer than a tick. */
function number(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(7))) : '';
}
