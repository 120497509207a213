import { beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
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
beforeEach(() => {
  w = open();
});

describe('a forced close', () => {
  test('counts for its side, its venue, and its accounts where it opens a liquidation', () => {
    Publish.liquidation(w.engine, w.btc, true, 700, 3, true);
    Publish.liquidation(w.engine, w.btc, true, 300, 3, false);
    Publish.liquidation(w.engine, w.alt, false, 50, 2, true);
    expect(w.tally).toMatchObject({ forcedUsd: 1050, forcedLongUsd: 1000, forcedShortUsd: 50 });
    expect(w.tally.forcedAccounts).toBe(5);
    expect([...w.tally.forcedByVenue]).toEqual([1050]);
    const here = { forcedLongUsd: 1000, forcedShortUsd: 50, forcedAccounts: 5, adlAccounts: 0 };
    expect(Publish.tallyOf(w.engine, w.engine.venues[0]!)).toEqual(here);
  });

  test('the first one is dated, and those after the news count apart', () => {
    w.engine.kernel.nowUs = 5e6;
    w.engine.news.lastExogenousUs = 5e6;
    Publish.liquidation(w.engine, w.btc, true, 700, 1, true);
    w.engine.kernel.nowUs = 6e6;
    Publish.liquidation(w.engine, w.btc, true, 40, 1, true);
    expect(w.tally.firstForcedUs).toBe(5e6);
    expect(w.tally.forcedAfterNewsUsd).toBe(40);
  });
});

describe('what the feed shows', () => {
  test('of a venue that publishes a share is that share', () => {
    w = open('{ share: 60%, throttled: false }');
    Publish.liquidation(w.engine, w.btc, true, 1000, 4, true);
    Publish.liquidation(w.engine, w.btc, false, 500, 4, true);
    expect([w.tally.publishedUsd, w.tally.publishedLongUsd]).toEqual([900, 600]);
    expect([...w.tally.publishedByVenue]).toEqual([900]);
  });

  test('of a throttled venue is one account a second and symbol', () => {
    w = open('{ share: 100%, throttled: true }');
    w.engine.kernel.nowUs = 1.2e6;
    // Four accounts of 250 each: one print.
    Publish.liquidation(w.engine, w.btc, true, 1000, 4, true);
    w.engine.kernel.nowUs = 1.9e6;
    Publish.liquidation(w.engine, w.btc, true, 800, 1, true);
    expect(w.tally.publishedUsd).toBe(250);
    Publish.liquidation(w.engine, w.alt, true, 30, 1, true);
    expect(w.tally.publishedUsd).toBe(280);
    w.engine.kernel.nowUs = 2e6;
    Publish.liquidation(w.engine, w.btc, true, 100, 1, true);
    expect(w.tally.publishedUsd).toBe(380);
    expect(w.tally.forcedUsd).toBe(1930);
  });
});
