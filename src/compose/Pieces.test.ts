import { describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import type { InputError } from '../format/InputError.js';
import * as Unwind from '../index.js';

/* Three accounts in a world of the lending primer, whose ETH falls from 4000 to 3600 and to 2700. */
const HEAD = 'extends: lending-liquidation\ntitle: Mine\nplanted:\n  only: true\n';
const ACCOUNTS = `${HEAD}accounts:
  - { id: perp, on: "venue:a", cash: { USDT: 10_000 }, positions: { ETH/USDT: { side: long, size: 40_000 USD, entry: 3_900 } } }
  - { id: loan, on: "lending:aave", collateral: { ETH: 10 }, debts: { USDT: 32_000 USD }, cash: { USDT: 5 } }
  - { id: safe, on: "lending:aave", collateral: { ETH: 40_000 USD }, debts: { USDT: 10_000 } }
`;

function run(text: string) {
  const library = Worlds.library({ written: text });
  const world = Unwind.build(Unwind.load(library, 'written', { sets: [], withs: [] }), 1);
  while (!Unwind.advance(world, Number.POSITIVE_INFINITY, 1_000_000));
  return { world, summary: Unwind.summary(world) };
}

describe('accounts of one’s own', () => {
  const { summary } = run(ACCOUNTS);
  const [perp, loan, safe] = summary.accounts!;

  test('dollars become units at the opening price, and a stated entry its gain', () => {
    // 40 000 dollars are 10 ETH; bought at 3900, they have gained 1000 at 4000.
    expect(perp).toMatchObject({ kind: 'account', venue: 'a', about: '10000 USDT, long 10 ETH/USDT' });
    expect(perp!.startUsd).toBeCloseTo(11_000, 6);
    // 40 000 of collateral less 32 000 of debt, and 5 in the wallet.
    expect(loan!.startUsd).toBeCloseTo(8_005, 2);
    expect(safe!.startUsd).toBeCloseTo(30_000, 2);
  });

  test('a loan is liquidated at the price at which its threshold of 83 % is passed, a small one is held', () => {
    // 32 000 / (10 x 0.83) = 3855.42; the next trade is at 3600, and the oracle reports it.
    expect(loan).toMatchObject({ kind: 'loan', venue: 'aave', fate: 'liquidated', market: 'ETH' });
    expect(loan!.price).toBeLessThan(32_000 / 8.3);
    expect(loan!.closedUsd).toBeGreaterThan(0);
    expect(safe).toMatchObject({ fate: 'held', closedUsd: 0 });
    expect(summary.conserved).toBe(true);
  });
});

describe('mistakes', () => {
  const issue = (accounts: string) => {
    try {
      Worlds.write(`${HEAD}accounts:\n${accounts}`);
    } catch (error) {
      return (error as InputError).issues[0]!;
    }
    throw new Error('nothing was refused');
  };
  const item = (rest: string) => `  - { id: mine, ${rest} }\n`;

  test.each([
    ['a venue that does not exist', 'on: "venue:z", cash: { USDT: 1 }', 'accounts.mine.on', /"venue:z"/],
    ['an asset that does not exist', 'on: "venue:a", cash: { XYZ: 1 }', 'accounts.mine.cash.XYZ', /"XYZ"/],
    [
      'a perp that is not listed',
      'on: "venue:a", positions: { XYZ/USDT: { side: long, size: 1 } }',
      'accounts.mine.positions.XYZ/USDT',
      /XYZ/,
    ],
    [
      'a size between two lots',
      'on: "venue:a", positions: { ETH/USDT: { side: long, size: 1.00000001 } }',
      'accounts.mine.positions.ETH/USDT',
      /no multiple/,
    ],
    [
      'a size without a unit that is known',
      'on: "venue:a", cash: { USDT: "5 EUR" }',
      'accounts.mine.cash.USDT',
      /5 EUR/,
    ],
    [
      'a side of a perp as a sign',
      'on: "venue:a", positions: { ETH/USDT: { side: long, size: -1 } }',
      'accounts.mine.positions.ETH/USDT.size',
      /-1/,
    ],
    [
      'a perp on a protocol',
      'on: "lending:aave", positions: { ETH/USDT: { side: long, size: 1 } }',
      'accounts.mine.positions',
      /lending protocol/,
    ],
    ['a mode on a venue', 'on: "venue:a", cash: { USDT: 1 }, mode: usde', 'accounts.mine.mode', /mode/],
    [
      'a mode that the protocol has not',
      'on: "lending:aave", collateral: { ETH: 1 }, mode: usde',
      'accounts.mine.mode',
      /usde/,
    ],
    [
      'an asset without a reserve',
      'on: "lending:aave", collateral: { ALT: 1 }',
      'accounts.mine.collateral.ALT',
      /ALT/,
    ],
    [
      'a loan beyond its threshold',
      'on: "lending:aave", collateral: { ETH: 1 }, debts: { USDT: 3_900 }',
      'accounts.mine.debts',
      /more than its collateral carries/,
    ],
    ['an unknown key', 'on: "venue:a", leverage: 5', 'accounts.mine.leverage', /unknown key/],
  ])('%s', (_, rest, path, found) => {
    const told = issue(item(rest));
    expect(told.path).toBe(path);
    expect(told.found).toMatch(found);
    expect(told.line).toBeGreaterThan(4);
    expect(told.remedy).not.toBe('');
  });

  test('an id twice, in the list or beside planted accounts', () => {
    const twice = item('on: "venue:a", cash: { USDT: 1 }').repeat(2);
    expect(issue(twice)).toMatchObject({ path: 'accounts.mine.id', found: 'the id "mine" a second time' });
    const beside = '  accounts:\n    - { id: mine, venue: a, holdings: { USDT: 1 } }\n';
    expect(() =>
      Worlds.write(`${HEAD}${beside}accounts:\n${item('on: "venue:a", cash: { USDT: 1 }')}`),
    ).toThrow('the id "mine" a second time');
  });
});
