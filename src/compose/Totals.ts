import { PLUGS } from '../plugs/Plugs.js';
import type { Scenario } from './Scenario.js';

/** Largest total an asset's atoms may reach. */
const LARGEST_ATOMS = Number.MAX_SAFE_INTEGER;
/** Holdings of all accounts and treasuries together, in multiples of the largest size named in the file. */
const HEADROOM = 6;

/** Whether the largest total of an asset is a whole number of atoms that a double holds. */
export function fits(scenario: Scenario, i: number): boolean {
  const asset = scenario.assets[i]!;
  return (HEADROOM * sizeUsd(scenario, i) * 10 ** asset.decimals) / asset.price <= LARGEST_ATOMS;
}

/** Largest plausible holdings of an asset in dollars: what is open and what the venues lend. */
export function sizeUsd(scenario: Scenario, i: number): number {
  const asset = scenario.assets[i]!;
  if (asset.class === 'dollar') return dollarsUsd(scenario, asset.id);
  const { universe } = scenario;
  const volume = asset.dailyVolume;
  return Math.max(volume ?? universe.openInterest / 5, asset.openInterest ?? 0);
}

/** Dollars of one coin in a world with populations; in a planted one just what is planted. */
function dollarsUsd(scenario: Scenario, id: string): number {
  const { planted, populations, venues, lending, pools, issuers } = scenario;
  const isPlugged = PLUGS.some(({ name }) => Object.hasOwn(scenario, name));
  const isPeopled = Object.keys(populations.groups).length > 0 || lending || pools || issuers || isPlugged;
  if (!planted?.only || isPeopled) return 120e9;
  let sum = 0;
  for (const { insurance } of venues) sum += insurance.majors + insurance.alts;
  for (const { price, size } of planted.orders ?? []) sum += price * size;
  for (const { margin } of planted.positions ?? []) sum += margin;
  for (const { holdings, debts } of planted.accounts ?? []) sum += (holdings?.[id] ?? 0) + (debts?.[id] ?? 0);
  return sum;
}
