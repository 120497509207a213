import type { Summary } from '../Summary.js';

/** Time of the last minute in which anything exogenous traded; '' when nothing did. */
export function lastAt({ exogenous }: Summary): string {
  const minutes = exogenous.byMinute.filter(({ usd }) => usd !== 0).map(({ at }) => at);
  return minutes.sort().at(-1) ?? '';
}
