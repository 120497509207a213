import type * as Made from './Made.js';

/** An account by its name in the runs. `isStated`: its sizes are as a person wrote them, to the unit. */
export interface Named {
  readonly name: string;
  readonly plant: Made.Plant;
  readonly isStated: boolean;
}

/** What a scenario's prices are to the question's; see `bring`. */
export interface Opening {
  readonly scenario: string;
  /** Price of the question over the opening price. */
  readonly ratio: Made.Ratios;
  /** Opening price in dollars. */
  readonly price: Made.Ratios;
}

/** A scenario file that plants accounts in another scenario: what a person would write by hand. */
export function write(opening: Opening, accounts: readonly Named[]): string {
  const lines = accounts.map((one) => `  - ${JSON.stringify({ id: one.name, ...entry(one, opening) })}`);
  return `extends: ${JSON.stringify(opening.scenario)}\ntitle: A position of one's own\naccounts:\n${lines.join('\n')}\n`;
}

function entry({ plant, isStated }: Named, opening: Opening): object {
  const { on, mode } = plant;
  const amounts = (list: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(list).map(([asset, units]) => [asset, units * opening.ratio(asset)]));
  const lists = {
    cash: amounts(plant.cash),
    collateral: amounts(plant.collateral),
    debts: amounts(plant.debts),
    positions: positions(plant, isStated, opening),
  };
  const stated = Object.entries(lists).filter(([, one]) => Object.keys(one).length > 0);
  return { on, ...(mode !== undefined && { mode }), ...Object.fromEntries(stated) };
}

/**
 * A position of another day stands at the scenario's prices: the same dollars, the same moves to every level. A size that
 * nobody stated to the unit is stated in dollars at the opening price, which the scenario rounds down to whole lots.
 */
function positions({ positions: all }: Made.Plant, isStated: boolean, { ratio, price }: Opening): object {
  return Object.fromEntries(
    Object.entries(all).map(([symbol, { side, size, entry: paid }]) => {
      const asset = symbol.split('/')[0]!;
      const units = size * ratio(asset);
      const isExact = isStated && ratio(asset) === 1;
      return [
        symbol,
        {
          side,
          size: isExact ? units : `${(units * price(asset)).toFixed(6)} USD`,
          entry: paid / ratio(asset),
        },
      ];
    }),
  );
}
