import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import type { Market } from '../state/Engine.js';
import * as Publish from './Publish.js';

const TEXT = (publish: string) => `
title: A venue and its feed
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:10:10Z
venues:
  - { id: a, publish: ${publish} }
planted: { only: true }
`;

function open(publish = '{ share: 100%, throttled: false }') {
  const { engine } = Worlds.write(TEXT(publish));
  const perp = (symbol: string) => engine.markets.find((m) => m.perp && m.symbol === symbol)!;
  const { tally } = engine;
  return { engine, btc: perp('BTC/USDT'), alt: perp('ALT/USDT'), tally };
}

let w: ReturnType<typeof open>;
const close = (market: Market, usd: number, more: Partial<Publish.Close> = {}) =>
  Publish.liquidation(w.engine, market, {
    isLong: true,
    usd,
    weight: 1,
    isOpening: true,
    areAlike: false,
    ...more,
  });
beforeEach(() => {
  w = open();
});

describe('a forced close', () => {
  test('counts for its side, its venue, and its accounts where it opens a liquidation', () => {
    close(w.btc, 700, { isLong: true, weight: 3, isOpening: true });
    close(w.btc, 300, { isLong: true, weight: 3, isOpening: false });
    close(w.alt, 50, { isLong: false, weight: 2, isOpening: true });
    expect(w.tally).toMatchObject({ forcedUsd: 1050, forcedLongUsd: 1000, forcedShortUsd: 50 });
    expect(w.tally.forcedAccounts).toBe(5);
    expect([...w.tally.forcedByVenue]).toEqual([1050]);
    const here = { forcedLongUsd: 1000, forcedShortUsd: 50, forcedAccounts: 5, adlAccounts: 0 };
    expect(Publish.tallyOf(w.engine, w.engine.venues[0]!)).toEqual(here);
  });

  test('the first one is dated, and those after the news count apart', () => {
    w.engine.kernel.nowUs = 5e6;
    w.engine.news.lastExogenousUs = 5e6;
    close(w.btc, 700, { isLong: true, weight: 1, isOpening: true });
    w.engine.kernel.nowUs = 6e6;
    close(w.btc, 40, { isLong: true, weight: 1, isOpening: true });
    expect(w.tally.firstForcedUs).toBe(5e6);
    expect(w.tally.forcedAfterNewsUsd).toBe(40);
  });
});

describe('what the feed shows', () => {
  test('of a venue that publishes a share is that share', () => {
    w = open('{ share: 60%, throttled: false }');
    close(w.btc, 1000, { isLong: true, weight: 4, isOpening: true });
    close(w.btc, 500, { isLong: false, weight: 4, isOpening: true });
    expect([w.tally.publishedUsd, w.tally.publishedLongUsd]).toEqual([900, 600]);
    expect([...w.tally.publishedByVenue]).toEqual([900]);
  });

  test('of a throttled venue is one account a second and symbol', () => {
    w = open('{ share: 0, throttled: true }');
    w.engine.kernel.nowUs = 1.2e6;
    // Four accounts of 250 each: one print.
    close(w.btc, 1000, { isLong: true, weight: 4, isOpening: true });
    w.engine.kernel.nowUs = 1.9e6;
    close(w.btc, 800, { isLong: true, weight: 1, isOpening: true });
    expect(w.tally.publishedUsd).toBe(250);
    close(w.alt, 30, { isLong: true, weight: 1, isOpening: true });
    expect(w.tally.publishedUsd).toBe(280);
    w.engine.kernel.nowUs = 2e6;
    close(w.btc, 100, { isLong: true, weight: 1, isOpening: true });
    expect(w.tally.publishedUsd).toBe(380);
    expect(w.tally.forcedUsd).toBe(1930);
  });

  test('of people whose accounts are alike is one of them a second, for a minute at most', () => {
    w = open('{ share: 0, throttled: true }');
    const venue = w.engine.venues[0]!;
    const shown = (fromSecond: number, toSecond: number) => {
      const before = w.tally.publishedUsd;
      for (let second = fromSecond; second <= toSecond; second++) {
        w.engine.kernel.nowUs = second * 1e6;
        Publish.step(w.engine, venue);
      }
      return w.tally.publishedUsd - before;
    };
    w.engine.kernel.nowUs = 10e6;
    // 200 accounts of 5 dollars: one at once, 59 in the seconds after it.
    close(w.btc, 1000, { weight: 200, areAlike: true });
    expect(w.tally.publishedUsd).toBe(5);
    expect(shown(11, 20)).toBe(50);
    // Of two that are reached in the same second it is the larger one.
    close(w.btc, 240, { weight: 3, isLong: false });
    expect(shown(21, 22)).toBe(10);
    w.engine.kernel.nowUs = 22e6;
    close(w.btc, 240, { weight: 3, areAlike: true, isLong: false });
    expect(shown(23, 25)).toBe(240);
    // 46 of the 60 have had their second.
    expect(shown(26, 200)).toBe((59 - 10 - 2 - 3) * 5);
  });

  test('of a group of venues is a share in full, and one account a second of the others', () => {
    w = open('{ share: 25%, throttled: true }');
    close(w.btc, 1000, { weight: 10 });
    expect(w.tally.publishedUsd).toBe(250 + 75);
  });
});
