import { expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
import * as Advance from '../../run/Advance.js';
import * as Accounts from '../../state/Accounts.js';
import * as Rail from './Rail.js';

const MINUTE = 60e6;
const UNIT = 10_000;

/** Two accounts on venue a and on the chain in preset primer-pool, and the rails of a text on top. */
function bench(rails = '') {
  const world = Worlds.write(`
title: rails
about: rails
preset: primer-pool
start: 2025-01-01T00:00:00Z
end: 2025-01-01T03:00:00Z
planted: { only: true }
rails:
  internal: { a: 2s }
${rails}`);
  const { engine } = world;
  const account = (name: string) => engine.accounts.name.indexOf(name);
  const venue = account('pool-arbitrageur/usde-usdc/1/a');
  const chain = account('pool-arbitrageur/usde-usdc/1');
  const usde = engine.assets.findIndex((one) => one.symbol === 'USDE');
  const send = (from: number, to: number, atoms: number) =>
    Rail.request(engine, { op: 'transfer', asset: usde, toAsset: usde, from, to, atoms, origin: 0 });
  const held = (id: number) => Accounts.balance(engine, id, usde);
  const time = (from: number, to: number) => Rail.quoteUs(engine, from, to, usde);
  return { world, engine, venue, chain, send, held, time };
}

test('a withdrawal takes the check and a block; a deposit a block, confirmations and the check', () => {
  const { venue, chain, time } = bench();
  expect(time(venue, chain)).toBe(3 * MINUTE + 12e6);
  expect(time(chain, venue)).toBe(12e6 + 5 * MINUTE + 3 * MINUTE);
  expect(time(venue, venue)).toBe(2e6);
  expect(time(chain, chain)).toBe(12e6);
});

test('what was sent is in transit until it arrives', () => {
  const { world, engine, venue, chain, send, held } = bench();
  const before = held(chain);
  send(venue, chain, 1000 * UNIT);
  expect(held(chain)).toBe(before);
  expect(held(engine.onchain.rail.transit)).toBe(1000 * UNIT);
  expect(engine.onchain.rail.inFlightUsd).toBeCloseTo(1000, 6);
  Advance.advance(world, 4 * MINUTE, Number.POSITIVE_INFINITY);
  expect(held(chain)).toBe(before + 1000 * UNIT);
  expect(engine.onchain.rail.inFlightUsd).toBeCloseTo(0, 6);
});

test('windows halt a direction, stretch the venue’s part, or add to it', () => {
  const at = 'venue: a, from: 2025-01-01T00:00:00Z, to: 2025-01-01T01:00:00Z';
  const halted = bench(`  windows: [{ id: w, direction: withdrawal, ${at} }]`);
  expect(halted.time(halted.venue, halted.chain)).toBe(-1);
  expect(halted.time(halted.chain, halted.venue)).toBeGreaterThan(0);
  halted.send(halted.venue, halted.chain, 1000 * UNIT);
  expect(halted.engine.onchain.rail.refused).toEqual({ halted: 1000 });
  const slow = bench(`  windows: [{ id: w, factor: 4, ${at} }]`);
  expect(slow.time(slow.venue, slow.chain)).toBe(12 * MINUTE + 12e6);
  const late = bench(`  windows: [{ id: w, delay: 30min, ${at} }]`);
  expect(late.time(late.venue, late.chain)).toBe(33 * MINUTE + 12e6);
  Advance.advance(late.world, 61 * MINUTE, Number.POSITIVE_INFINITY);
  expect(late.time(late.venue, late.chain)).toBeLessThanOrEqual(3 * MINUTE + 12e6);
});

test('a hot wallet sends what it has and is filled again later', () => {
  const wallet = '{ id: w, venue: a, asset: USDE, size: 100_000 USD, refill: 30min }';
  const { world, engine, venue, chain, send, held } = bench(`  wallets: [${wallet}]`);
  const before = held(venue);
  send(venue, chain, 150_000 * UNIT);
  expect(held(venue)).toBe(before - 100_000 * UNIT);
  send(venue, chain, 150_000 * UNIT);
  expect(held(venue)).toBe(before - 100_000 * UNIT);
  expect(engine.onchain.rail.refused).toEqual({ 'hot-wallet': 150_000 });
  Advance.advance(world, 31 * MINUTE, Number.POSITIVE_INFINITY);
  send(venue, chain, 1000 * UNIT);
  expect(held(venue)).toBe(before - 101_000 * UNIT);
});

test('a venue halts an asset whose price there strays from pools, and journals it', () => {
  const rule = '{ id: r, venue: a, asset: USDE, above: 5%, back: 1%, hold: 20min }';
  const { world, engine, venue, chain, send, time } = bench(`  rules: [${rule}]`);
  const book = engine.markets.find((m) => m.symbol === 'USDE/USDT')!;
  send(venue, chain, UNIT);
  expect(time(venue, chain)).toBeGreaterThan(0);
  engine.feed.price[book.id] = 0.9;
  send(venue, chain, UNIT);
  expect(time(venue, chain)).toBe(-1);
  expect(engine.onchain.rail.refused['own-halt']).toBeCloseTo(1, 9);
  expect(Worlds.rows(world).filter((row) => row.kind === 'rail-halt')).toHaveLength(1);
});
