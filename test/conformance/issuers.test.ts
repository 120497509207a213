import { describe, expect, test } from 'vitest';
import * as Registry from '../../src/chain/issuer/Registry.js';
import * as IssuerWorld from '../cast/IssuerWorld.js';
import * as Repository from '../cast/Repository.js';

/** A world with one issuer of each kind. */
const WORLDS: Readonly<Record<string, () => ReturnType<typeof IssuerWorld.open>>> = {
  'delta-neutral': () => IssuerWorld.open(),
};

test('every kind of issuer is tested', () => {
  expect(Object.keys(WORLDS)).toEqual(Object.keys(Registry.KINDS));
});

describe.each(Object.entries(WORLDS))('%s is an issuer', (name, open) => {
  const world = open();
  const { engine } = world;
  const issuer = engine.onchain.issuers[0]!;
  const kind = Registry.kindOf(issuer);

  test('it opens with its supply, all of it held, and shows itself', () => {
    expect(issuer.kind).toBe(name);
    expect(issuer.supply).toBe(issuer.supplyStart);
    expect(kind.audit(engine, issuer)).toEqual([]);
    const view = kind.show(engine, issuer);
    expect([view.id, view.asset, view.supply, view.isHalted]).toEqual([
      issuer.id,
      issuer.asset,
      issuer.supply,
      false,
    ]);
  });

  test('coins come and go at par, strangers are refused and counted', () => {
    const firm = IssuerWorld.party(world, 'firm');
    const stranger = IssuerWorld.party(world, 'stranger', false);
    for (const account of [firm, stranger]) IssuerWorld.give(world, account, 'USDE', 1000);
    IssuerWorld.primary(world, 'redeem', firm, 'USDT', 1000);
    expect(IssuerWorld.held(world, firm, 'USDT')).toBe(1000);
    expect(issuer.redeemed).toBe(1000e4);
    IssuerWorld.primary(world, 'mint', firm, 'USDT', 1000);
    expect(IssuerWorld.held(world, firm, 'USDE')).toBe(1000);
    expect(issuer.supply).toBe(issuer.supplyStart);
    IssuerWorld.primary(world, 'redeem', stranger, 'USDT', 1000);
    expect(IssuerWorld.held(world, stranger, 'USDE')).toBe(1000);
    expect(Object.keys(issuer.refused)).toEqual(['redeem-party']);
    expect(engine.tally.refused).toEqual({ 'issuer-redeem-party': 1 });
    expect(kind.audit(engine, issuer)).toEqual([]);
  });

  test('it is a folder and a line: nobody else names it', () => {
    const own = new RegExp(`^src/chain/issuer/(${name}/|Registry)`);
    const others = Repository.files().filter((path) => /^src\/.*\.ts$/.test(path) && !own.test(path));
    expect(others.filter((path) => Repository.text(path).includes(`'${name}'`))).toEqual([]);
  });
});
