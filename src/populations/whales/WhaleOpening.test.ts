import { describe, expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
import * as Accounts from '../../state/Accounts.js';

/*
 * Loops of a synthetic dollar whose equity is borrowed against ALT at 80% weight. The venue calls at a margin ratio of 1.5
 * and asks 10% maintenance of what is owed: the debt is (what counts after the fall) / (1 + 1.5 * 10%).
 */
const TEXT = (accounts: string) => `
title: Loops on borrowed equity
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:20:00Z
assets:
  - { id: SYN, class: synthetic, price: 1 USD, decimals: 4, volatility: 0.1%, tiers: btcusdt, collateralWeight: 90%, listedOn: { a: 10M USD } }
planted: { only: true }
populations:
  w: { kind: whales, preset: whales, stock: 60M USD, byVenue: { a: 100% }, rows: 3, account: 20M USD, leverage: 3..3, altsPerLoop: 1.5, callAt: 12%..12%, accounts: ${accounts} }
`;

function open(accounts: 'one' | 'two') {
  const { engine } = Worlds.write(TEXT(accounts));
  const asset = (symbol: string) => engine.assets.findIndex((one) => one.symbol === symbol);
  const [usdt, alt, syn] = ['USDT', 'ALT', 'SYN'].map(asset) as [number, number, number];
  const named = (end: string) =>
    engine.accounts.name.flatMap((name, id) => (name.includes('w/') && name.endsWith(end) ? [id] : []));
  const usd = (id: number, which: number) =>
    (Accounts.balance(engine, id, which) / engine.assets[which]!.unit) * engine.assets[which]!.openUsd;
  const owed = (id: number) => Accounts.owed(engine, id, usdt) / engine.assets[usdt]!.unit;
  return { engine, named, usd, owed, usdt, alt, syn };
}

describe('whales', () => {
  test('with two accounts pledge one and a half of their loop in alts, and owe what a fall of 12% calls', () => {
    const { named, usd, owed, alt, syn } = open('two');
    const first = named('/first');
    expect(first).toHaveLength(3);
    const stock = 20e6;
    for (const id of first) {
      expect(usd(id, alt)).toBeCloseTo(1.5 * stock, 0);
      expect(usd(id, syn)).toBe(0);
      expect(owed(id)).toBeCloseTo((1.5 * stock * 0.8 * 0.88) / 1.15, 0);
    }
  });

  test('with one account have coins and alts behind one debt', () => {
    const { named, usd, owed, alt, syn } = open('one');
    for (const id of named('/first')) {
      expect([usd(id, alt), usd(id, syn)]).toEqual([30e6, 20e6]);
      expect(owed(id)).toBeCloseTo((30e6 * 0.8 * 0.88 + 20e6 * 0.9) / 1.15, 0);
    }
  });

  test('stand for so many accounts as their alts are worth accounts of the stated size', () => {
    const { engine, named } = open('two');
    // 30M of alts in accounts of 20M: one and a half, two.
    expect(named('/first').map((id) => engine.accounts.weight[id])).toEqual([2, 2, 2]);
  });
});
