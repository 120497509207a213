import { expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
import * as Advance from '../../run/Advance.js';
import type { World } from '../../run/World.js';
import * as Accounts from '../../state/Accounts.js';

const HOUR = 3600e6;

/** The primer's world with one holder of 10M at 4 times, who decides each hour; campaign from 01:00 to 12:00. */
function open(sets: string[] = []): World {
  return Worlds.open('usde-buildup', {
    sets: [
      'start=2025-09-22T00:00:00Z',
      'end=2025-09-23T00:00:00Z',
      'populations.loop-seekers.equity=10M USD',
      'populations.loop-seekers.rows=1',
      'populations.loop-seekers.leverage=4',
      'populations.loop-seekers.least=10%',
      'populations.loop-seekers.share=25%',
      'populations.loop-seekers.every=1h',
      'populations.loop-seekers.yields.campaign.from=2025-09-22T01:00:00Z',
      'populations.loop-seekers.yields.campaign.to=2025-09-22T12:00:00Z',
      ...sets,
    ],
  });
}

/** Coins and debt of the holder at an hour, in millions. */
function at(world: World, hour: number): { coins: number; owed: number; rate: number } {
  const { engine } = world;
  Advance.advance(world, hour * HOUR + 60e6, 1e9);
  const account = engine.accounts.name.indexOf('loop-seeker/a/USDE/1');
  const asset = (symbol: string) => engine.assets.findIndex((one) => one.symbol === symbol);
  return {
    coins: Accounts.balance(engine, account, asset('USDE')) / engine.assets[asset('USDE')]!.unit / 1e6,
    owed: Accounts.owed(engine, account, asset('USDT')) / engine.assets[asset('USDT')]!.unit / 1e6,
    rate: engine.venues[0]!.borrowRate,
  };
}

test('loops up to his leverage while it pays, part by part, and back to nothing when it does not', () => {
  const world = open();
  expect(at(world, 1)).toMatchObject({ coins: 0, owed: 0 });
  const early = at(world, 3);
  expect(early.coins).toBeGreaterThan(9.9);
  expect(early.coins).toBeLessThan(30.1);
  const whole = at(world, 11);
  expect(whole.coins).toBeCloseTo(40, 0);
  expect(whole.owed).toBeCloseTo(30, 0);
  const after = at(world, 23);
  expect(after.owed).toBeCloseTo(0, 6);
  // Less than a hundredth of his equity is not worth an order.
  expect(after.coins).toBeLessThan(0.1);
});

test('does not loop for less than he asks', () => {
  // 4 times 12% less 3 times 4% is 36%, and one point moves nobody.
  expect(at(open(['populations.loop-seekers.least=35.5%']), 11).coins).toBe(0);
  expect(at(open(['populations.loop-seekers.least=34.5%']), 11).coins).toBeGreaterThan(30);
});

test('the venue lends dearer with what it lends, and loops stop growing where the next pays no more', () => {
  // 30M owed of 50M: three quarters of the way to the kink.
  const some = open(['venues.a.borrowCurve={ lendable: 50M USD, kink: 80%, below: 4%, above: 30% }']);
  expect(at(some, 11).rate).toBeCloseTo(0.04 + 0.04 * 0.75, 3);
  // 4 times 12% less 3 times the rate is 10% at 12.7%, which is above the kink.
  const scarce = at(
    open(['venues.a.borrowCurve={ lendable: 20M USD, kink: 80%, below: 4%, above: 30% }']),
    11,
  );
  expect(scarce.coins).toBeGreaterThan(20);
  expect(scarce.coins).toBeLessThan(35);
  expect(at(open(['venues.a.borrowRate=13%']), 11).coins).toBe(0);
});

test('without a curve the rate stays what it is', () => {
  const { engine } = Worlds.open('partial-fill-takeover');
  expect(engine.venues[0]!.lent).toBeUndefined();
});
