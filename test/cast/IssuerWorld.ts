import type { IssuerDesk } from '../../src/chain/issuer/delta-neutral/IssuerDesk.js';
import * as Desk from '../../src/chain/issuer/delta-neutral/IssuerDesk.js';
import * as Ledger from '../../src/ledger/Ledger.js';
import * as Advance from '../../src/run/Advance.js';
import type { World } from '../../src/run/World.js';
import * as Accounts from '../../src/state/Accounts.js';
import type { Engine } from '../../src/state/Engine.js';
import * as Worlds from './Worlds.js';

const BID = { maxFee: 1e12, tip: 0 };

/** A world of preset primer-issuer with the given keys of its one issuer, of `planted`, and of the whole. */
export function open(issuer = '', people = '', rest = ''): World {
  return Worlds.write(`
title: An issuer alone
about: A world written for a test.
preset: primer-issuer
start: 2025-01-01T00:00:00Z
end: 2025-01-03T00:00:00Z
issuers:
  - { id: ethena${issuer === '' ? '' : `, ${issuer}`} }
${rest}
planted:
  only: true
${people}`);
}

export function deskOf(world: World): IssuerDesk {
  return world.engine.onchain.issuers[0] as IssuerDesk;
}

/** A new account on the chain, or on the first venue, that the issuer deals with. */
export function party(world: World, name: string, isKnown = true, venue = -1): number {
  const { accounts } = world.engine;
  const account = Accounts.add(accounts, name, venue, Accounts.CASH);
  if (isKnown) deskOf(world).terms.parties.add(account);
  return account;
}

/** Gives an account units of the coin or of shares that the holders had. */
export function give(world: World, account: number, symbol: string, units: number): void {
  const { engine } = world;
  const asset = assetOf(engine, symbol);
  const from = Accounts.cash(engine, deskOf(world).books.holders, asset);
  Ledger.post(engine.ledger, from, Accounts.cash(engine, account, asset), units * engine.assets[asset]!.unit);
}

/** What a call does when its block has come. */
export function primary(
  world: World,
  op: 'mint' | 'redeem',
  account: number,
  symbol: string,
  units: number,
): void {
  const { engine } = world;
  const asset = assetOf(engine, symbol);
  const atoms = units * engine.assets[op === 'mint' ? asset : deskOf(world).asset]!.unit;
  Desk.execute(engine, deskOf(world), { op, issuer: 0, account, asset, atoms, bid: BID, origin: 0 });
}

export function stake(
  world: World,
  op: 'stake' | 'cooldown' | 'unstake',
  account: number,
  units: number,
): void {
  const { engine } = world;
  const atoms = units * engine.assets[deskOf(world).asset]!.unit;
  Desk.execute(engine, deskOf(world), { op, issuer: 0, account, atoms, bid: BID, origin: 0 });
}

/** Units of an asset in an account, those its orders have reserved included. */
export function held(world: World, account: number, symbol: string): number {
  const { engine } = world;
  const asset = assetOf(engine, symbol);
  const reserved = engine.accounts.reserved[account * engine.accounts.assets + asset]!;
  const resting = reserved < 0 ? 0 : engine.ledger.balance[reserved]!;
  return (Accounts.balance(engine, account, asset) + resting) / engine.assets[asset]!.unit;
}

/** Runs on by so many seconds; returns the journal's rows. */
export function pass(world: World, seconds: number): Worlds.Row[] {
  Advance.advance(world, world.engine.kernel.nowUs + seconds * 1e6, Number.POSITIVE_INFINITY);
  return Worlds.rows(world);
}

export function assetOf(engine: Engine, symbol: string): number {
  return engine.assets.findIndex((asset) => asset.symbol === symbol);
}
