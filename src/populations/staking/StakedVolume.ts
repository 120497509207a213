import { groupsOf, type Populations } from '../Kind.js';
import type * as Schema from './StakingSchema.js';

/** Daily volume of a staked asset in dollars as its arbitrageurs state it; undefined where none do. */
export function stakedVolume(populations: Populations, symbol: string): number | undefined {
  const stated = groupsOf<Schema.Spec>(populations, 'staking').map(({ spec }) => spec.dailyVolume[symbol]);
  return stated.find((usd) => usd !== undefined);
}
