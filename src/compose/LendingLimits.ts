import * as Family from '../chain/lending/Family.js';
import type { Limits } from '../chain/lending/Kind.js';
import type { Loaded } from './Load.js';

/**
 * Debt over collateral that a lending protocol of a scenario allows for an asset, and above which it liquidates, and
 * what a liquidator gets on top; `mode` '' for none. Zero for what is no collateral there.
 */
export function limits({ scenario }: Loaded, protocol: string, asset: string, mode = ''): Limits {
  const spec = scenario.lending?.find(({ id }) => id === protocol);
  return spec ? Family.of(spec).terms.limits(spec, asset, mode) : { ltv: 0, threshold: 0, bonus: 0 };
}
