import type * as Crash from './Crash.js';
import * as Holdings from './Holdings.js';
import type * as Made from './Made.js';
import * as Yield from './Yield.js';

/** One step of a search for a repair: the changed account, and what the change takes. */
export interface Step {
  readonly rung: Crash.Rung;
  readonly plant: Made.Plant;
}

/** Own money added or repaid, in parts of the equity; parts of the exposure that are closed. */
const ADD = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1, 1.25, 1.5, 2, 3];
const CLOSE = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** Every step of every kind, from the least to the most; nothing for what cannot be planted. */
export function plan(made: Made.Made, places: readonly string[]): Step[] {
  if (made.plant === undefined) return [];
  const { plant } = made;
  return [
    ...ADD.map((part, i) => add(made, plant, part, i)),
    ...(made.levers.repay === undefined ? [] : ADD.flatMap((part, i) => repay(made, plant, part, i))),
    ...CLOSE.flatMap((part, i) => close(made, plant, part, i)),
    ...places.filter((place) => place !== plant.on).map((place, i) => move(made, plant, place, i)),
  ];
}

function add(made: Made.Made, plant: Made.Plant, part: number, i: number): Step {
  const { holdings, levers, alternative } = made;
  const { equityUsd, usdOf } = now(holdings);
  const cashUsd = part * equityUsd;
  const units = cashUsd / usdOf(levers.add);
  const key = plant.collateral[levers.add] === undefined ? 'cash' : 'collateral';
  const list = { ...plant[key], [levers.add]: (plant[key][levers.add] ?? 0) + units };
  const earns = holdings.held.find(({ asset }) => asset === levers.add)?.yields ?? [];
  const rate = earns.reduce((sum, [, one]) => sum + one, 0);
  const about = `add ${Math.round(cashUsd)} USD of ${levers.add}`;
  const rung = { kind: 'add collateral', about, cashUsd, yearUsd: cashUsd * (alternative - rate) } as const;
  return { rung: { ...rung, name: `${holdings.id}-add-${i + 1}` }, plant: { ...plant, [key]: list } };
}

/** Out of one's own pocket; it saves the interest. */
function repay(made: Made.Made, plant: Made.Plant, part: number, i: number): Step[] {
  const { holdings, levers, alternative } = made;
  const { equityUsd, usdOf } = now(holdings);
  const asset = levers.repay!;
  const cashUsd = part * equityUsd;
  const left = (plant.debts[asset] ?? 0) - cashUsd / usdOf(asset);
  if (left <= 0) return [];
  const rate = holdings.owed.find((one) => one.asset === asset)?.rate ?? 0;
  const about = `repay ${Math.round(cashUsd)} USD`;
  const rung = { kind: 'repay', about, cashUsd, yearUsd: cashUsd * (alternative - rate) } as const;
  const debts = { ...plant.debts, [asset]: left };
  return [{ rung: { ...rung, name: `${holdings.id}-repay-${i + 1}` }, plant: { ...plant, debts } }];
}

/** Sells a part of the collateral and repays with it, or closes a part of the perps: no own money, less income. */
function close(made: Made.Made, plant: Made.Plant, part: number, i: number): Step[] {
  const { holdings, levers } = made;
  const isPerp = Object.keys(plant.positions).length > 0;
  if (!isPerp && levers.repay === undefined) return [];
  const smaller = isPerp ? fewerPerps(holdings, part) : fewerRounds(made, part);
  if (smaller === undefined) return [];
  const yearUsd = income(made, holdings) - income(made, smaller);
  const exposure = Holdings.exposure(smaller, now(smaller).usdOf);
  const { equityUsd } = now(holdings);
  const about = `run it at ${(exposure / equityUsd).toFixed(2)} times own money instead`;
  const rung = {
    kind: 'smaller position',
    about,
    cashUsd: 0,
    yearUsd,
    name: `${holdings.id}-close-${i + 1}`,
  } as const;
  return [{ rung, plant: plantOf(plant, smaller) }];
}

function fewerPerps(holdings: Holdings.Holdings, part: number): Holdings.Holdings {
  return { ...holdings, perps: holdings.perps.map((one) => ({ ...one, size: one.size * (1 - part) })) };
}

function fewerRounds({ holdings, levers }: Made.Made, part: number): Holdings.Holdings | undefined {
  const [first] = holdings.held.filter(({ isCash }) => !isCash);
  const debt = holdings.owed.find(({ asset }) => asset === levers.repay);
  if (first === undefined || debt === undefined) return undefined;
  const soldUsd = part * debt.units * debt.usd;
  const held = holdings.held.map((one) =>
    one === first ? { ...one, units: one.units - soldUsd / one.usd } : one,
  );
  const owed = holdings.owed.map((one) =>
    one === debt ? { ...one, units: one.units - soldUsd / one.usd } : one,
  );
  return { ...holdings, held, owed };
}

function move({ holdings }: Made.Made, plant: Made.Plant, place: string, i: number): Step {
  const about = `hold the same position on ${place.replace(/^.*:/, '')}`;
  const rung = {
    kind: 'another place',
    about,
    cashUsd: 0,
    yearUsd: 0,
    name: `${holdings.id}-move-${i + 1}`,
  } as const;
  return { rung, plant: { ...plant, on: place } };
}

function plantOf(plant: Made.Plant, { held, owed, perps }: Holdings.Holdings): Made.Plant {
  const units = (asset: string, list: readonly { asset: string; units: number }[], was: number) =>
    list.find((one) => one.asset === asset)?.units ?? was;
  const map = (stated: Readonly<Record<string, number>>, list: readonly { asset: string; units: number }[]) =>
    Object.fromEntries(Object.entries(stated).map(([asset, was]) => [asset, units(asset, list, was)]));
  const positions = Object.fromEntries(
    Object.entries(plant.positions).map(([symbol, one]) => {
      const perp = perps.find(({ asset }) => asset === symbol.split('/')[0]);
      return [symbol, { ...one, size: Math.abs(perp?.size ?? one.size) }];
    }),
  );
  return { ...plant, collateral: map(plant.collateral, held), debts: map(plant.debts, owed), positions };
}

function now(holdings: Holdings.Holdings) {
  const prices = Holdings.now(holdings);
  const usdOf = (asset: string) => prices.get(asset) ?? 1;
  return { usdOf, equityUsd: Holdings.equity(holdings, usdOf) };
}

function income(made: Made.Made, holdings: Holdings.Holdings): number {
  return Yield.assess(holdings, made).netUsd;
}
