import { describe, expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
import type { IssuerDesk } from '../../chain/issuer/delta-neutral/IssuerDesk.js';
import type { World } from '../../run/World.js';

/** Shorts of the issuer in BTC, and what of its spot is uncovered, dollars. */
function state(world: World): { short: number; deltaUsd: number } {
  const { engine } = world;
  const [desk] = engine.onchain.issuers as IssuerDesk[];
  const [hedge] = desk!.hedges;
  const market = engine.markets[hedge!.markets[0]!]!;
  const lots = engine.accounts.lots[hedge!.account * engine.accounts.width + market.local]!;
  return { short: -lots * market.lot, deltaUsd: desk!.deltaUsd };
}

describe('after deleveraging', () => {
  const world = Worlds.open('issuer-hedge-adl');
  const rows = Worlds.finish(world);
  const mine = world.engine.accounts.name.indexOf('issuer/ethena/hedge/a');

  test('the venue closes the winner with more leverage first and then the issuer', () => {
    const adl = rows.filter((row) => row.kind === 'adl');
    expect(adl.map((row) => row.account === mine)).toEqual([false, true]);
    expect(adl[1]!.usd).toBeCloseTo(60 * 85_008.5, -1);
  });

  test('the issuer sells what is uncovered into the perp book until its share of the depth runs out', () => {
    const { short } = state(world);
    expect(short).toBeGreaterThan(400);
    expect(short).toBeLessThan(412);
    const [desk] = world.engine.onchain.issuers;
    // 60 BTC closed at 90 000 instead of 85 000, most of them sold again near 84 400.
    expect(desk!.backingRatio).toBeLessThan(1.0135);
    expect(desk!.minBackingRatio).toBeGreaterThan(1.01);
  });
});

test('an exempt issuer keeps its shorts; the pool keeps what nobody takes', () => {
  const world = Worlds.open('issuer-hedge-adl', { sets: ['issuers.ethena.hedge.adlExempt=true'] });
  const rows = Worlds.finish(world);
  expect(rows.filter((row) => row.kind === 'adl')).toHaveLength(1);
  expect(state(world)).toEqual({ short: 412, deltaUsd: expect.closeTo(0, -6) });
});

test('with nobody to deleverage it trades nothing', () => {
  const world = Worlds.open('usde-redemption');
  Worlds.finish(world);
  expect(state(world).short).toBe(412);
  expect(world.engine.markets.filter((market) => market.perp).every((m) => m.tape.volumeUsd === 0)).toBe(
    true,
  );
});
