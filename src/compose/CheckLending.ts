import * as Family from '../chain/lending/Family.js';
import type * as Kind from '../chain/lending/Kind.js';
import type { LendingList } from '../populations/LendingList.js';
import * as LendingPeople from '../populations/LendingPeople.js';
import type { Scenario } from './Scenario.js';

type Refuse = (path: (string | number)[], found: string, expected: string, remedy: string) => void;
type Lists = Readonly<Record<string, LendingList<{ readonly id: string }>>>;

/** Below the threshold by so much, a loan is not liquidatable for the rounding of its atoms. */
const ROOM = 0.0001;

/** Mistakes of lending protocols that no single key shows: they settle on a chain, and no loan opens liquidatable. */
export function refuse({ lending, chain }: Scenario, at: Refuse): void {
  if (lending && !chain)
    at(['lending'], 'no "chain"', 'a chain for what settles on one', 'add "chain: { preset: ethereum }"');
  (lending ?? []).forEach((protocol, i) => {
    for (const [name, list] of Object.entries(LendingPeople.LISTS as unknown as Lists))
      (protocol[name as keyof typeof LendingPeople.LISTS] ?? []).forEach((item, k) => {
        refuseLoans(protocol, list, item, (key, found, expected, remedy) =>
          at(['lending', i, name, k, key], found, expected, remedy),
        );
      });
    for (const one of circles(Family.of(protocol).terms.reserves(protocol)))
      at(
        ['lending', i, ...one.path, 'oracle'],
        `the price of ${one.asset} follows itself`,
        'a line of reserves that ends at a feed',
        'let one of them follow a market',
      );
  });
}

/** Reserves whose price follows itself, over however many others. */
function circles(reserves: readonly Kind.Stated[]): Kind.Stated[] {
  return reserves.filter((one) => {
    let next = one.follows;
    for (let steps = 1; next !== undefined && next !== one.asset && steps < reserves.length; steps++)
      next = reserves.find(({ asset }) => asset === next)?.follows;
    return next === one.asset;
  });
}

function refuseLoans(
  protocol: LendingPeople.Entry,
  list: Lists[string],
  item: { readonly id: string },
  at: (key: string, found: string, expected: string, remedy: string) => void,
): void {
  const loans = list?.loans?.(item);
  if (loans === undefined) return;
  const { terms } = Family.of(protocol);
  let threshold = 0;
  for (const symbol of Object.keys(loans.collateral).sort())
    threshold += loans.collateral[symbol]! * terms.limits(protocol, symbol, loans.mode ?? '').threshold;
  if (loans.ltv <= threshold - ROOM) return;
  at(
    loans.key,
    `loans of up to ${percent(loans.ltv)} of their collateral`,
    `less than ${percent(threshold)}, where liquidation begins`,
    `lower "${loans.key}", or state the mode or collateral that carries it`,
  );
}

function percent(ratio: number): string {
  return `${Number((100 * ratio).toFixed(4))}%`;
}
