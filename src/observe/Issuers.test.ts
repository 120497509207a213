import { expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Issuers from './Issuers.js';

const world = Worlds.open('usde-redemption');
const rows = Worlds.finish(world);
const { minutes, columns } = world.recorder.series;

test('a summary tells supply, redemptions and the worst backing', () => {
  const [issuer, ...others] = Issuers.summary(world.engine)!;
  expect(others).toEqual([]);
  const redeemed = rows
    .filter((row) => row.kind === 'redemption')
    .reduce((sum, row) => sum + (row.usd as number), 0);
  expect(issuer).toMatchObject({ asset: 'USDE', supplyStart: 100e6 });
  expect(issuer!.redeemed).toBeCloseTo(redeemed, 2);
  expect(issuer!.supplyEnd).toBeCloseTo(100e6 - redeemed, 2);
  expect(issuer!.minBackingRatio).toBeCloseTo(1.016, 6);
  expect(Issuers.summary(Worlds.open('adl-queue').engine)).toBeUndefined();
});

test('minutes hold supply, backing and what was missed by reason, and add up to the totals', () => {
  const sum = (name: string) => columns[name]!.subarray(0, minutes).reduce((total, x) => total + x, 0);
  const [desk] = world.engine.onchain.issuers;
  expect(minutes).toBe(50);
  expect(columns['issuerSupply/USDE']![minutes - 1]).toBe(desk!.supply / 1e4);
  expect(columns['issuerBackingRatio/USDE']![0]).toBeCloseTo(1.016, 6);
  expect(columns['issuerDeltaUsd/USDE']![minutes - 1]).toBeCloseTo(0, 0);
  for (const reason of ['halt', 'delay', 'inventory', 'cap'])
    expect(sum(`missedUsd/USDE/${reason}`)).toBeCloseTo(desk!.missed[reason] ?? 0, 6);
  expect(sum('missedUsd/USDE/halt')).toBeGreaterThan(0);
  expect(columns['missedUsd/USDE/halt']!.subarray(0, 20).every((usd) => usd === 0)).toBe(true);
});
