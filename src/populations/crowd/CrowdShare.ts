import * as Bench from '../../opening/Bench.js';
import type { Market } from '../../state/Engine.js';
import * as Whole from '../../units/Whole.js';
import { type Group, groupsOf, isOn } from '../Kind.js';
import type * as Schema from './CrowdSchema.js';

/** Lots that a group opens in a market, and its dollars of the market's open interest. */
export interface Need {
  readonly long: number;
  readonly short: number;
  readonly interestUsd: number;
}

/**
 * A group's part of what a market's crowds open together: longs that bring all longs to the open interest, and shorts
 * that balance the market. Crowds of one market share by weight; the last one takes what rounding leaves.
 */
export function assess(bench: Bench.Bench, group: Group<Schema.Spec>, market: Market): Need {
  const others = othersIn(bench, market);
  const usd = Bench.openInterestOf(bench, market);
  const interest = Whole.down(usd / (market.openTicks * market.tick * market.lot));
  const { before, mine, all } = weights(bench, group, market);
  const part = (lots: number) =>
    Whole.down((lots * (before + mine)) / all) - Whole.down((lots * before) / all);
  return {
    long: part(Math.max(0, interest - others.long)),
    short: part(Math.max(0, interest, others.long) - others.short),
    interestUsd: (usd * mine) / all,
  };
}

/** Weights of the groups that open before this one, of this one, and of all in the market. */
function weights(bench: Bench.Bench, group: Group<Schema.Spec>, market: Market) {
  const { populations } = bench.universe.scenario;
  const all = groupsOf<Schema.Spec>(populations, 'crowd').filter((one) => isOn(bench, one, market.venue));
  const sum = (groups: readonly Group<Schema.Spec>[]) =>
    groups.reduce((total, { spec }) => total + (spec.share ?? 1), 0);
  const before = sum(all.filter(({ name }) => name < group.name));
  return { before, mine: group.spec.share ?? 1, all: sum(all) };
}

/** Lots that margin accounts and planted rows are long and short in a market. */
function othersIn({ engine }: Bench.Bench, market: Market): { long: number; short: number } {
  const { accounts } = engine;
  const others = { long: 0, short: 0 };
  const add = (lots: number) => {
    if (lots > 0) others.long += lots;
    else others.short -= lots;
  };
  for (let account = 0; account < accounts.count; account++)
    if (accounts.venue[account] === market.venue)
      add(accounts.lots[account * accounts.width + market.local]!);
  const { count, lots, agent } = engine.crowds[market.crowd]!;
  for (let row = 0; row < count; row++) if (agent[row]! < 0) add(lots[row]!);
  return others;
}
