import { expect, test } from 'vitest';
import * as Advance from '../../src/run/Advance.js';
import * as WorldAudit from '../../src/run/WorldAudit.js';
import type { Engine } from '../../src/state/Engine.js';
import * as DollarWorld from '../cast/DollarWorld.js';
import * as Worlds from '../cast/Worlds.js';

/** Coins of the issuer by where they are, counted cell by cell; those it issued are what its issuance cell owes. */
function places({ ledger, accounts, onchain }: Engine): { byPlace: Record<string, number>; issued: number } {
  const issuer = onchain.issuers[0]!;
  const pools = new Set(onchain.pools.map(({ account }) => account));
  const placeOf = (account: number) => {
    if (account === onchain.rail.transit) return 'transit';
    if (pools.has(account)) return 'pool';
    return accounts.venue[account]! < 0 ? 'chain' : 'venue';
  };
  const byPlace: Record<string, number> = { venue: 0, chain: 0, pool: 0, transit: 0 };
  let issued = 0;
  for (let cell = 0; cell < ledger.size; cell++) {
    if (ledger.asset[cell] !== issuer.asset) continue;
    const account = ledger.account[cell]!;
    if (account === issuer.books.issuance) issued -= ledger.balance[cell]!;
    else byPlace[placeOf(account)]! += ledger.balance[cell]!;
  }
  return { byPlace, issued };
}

test('supply is what is held on venues, chain, pools and the way between them, at every audit', () => {
  const world = Worlds.open('oct-2025-lite', { sets: DollarWorld.SETS });
  const { engine } = world;
  const desk = engine.onchain.issuers[0]!;
  const rows: Worlds.Row[] = [];
  const most: Record<string, number> = {};
  for (let part = 0; part <= 27; part++) {
    Advance.advance(world, (part * engine.endUs) / 27, 1e7);
    rows.push(...Worlds.rows(world));
    const defaults = rows.map((row) => WorldAudit.defaultOf(row)).filter((one) => one !== undefined);
    expect([part, WorldAudit.run(engine, defaults)]).toEqual([part, []]);
    const { byPlace, issued } = places(engine);
    const held = Object.values(byPlace).reduce((sum, atoms) => sum + atoms, 0);
    expect([part, held, issued]).toEqual([part, desk.supply, desk.supply]);
    for (const [place, atoms] of Object.entries(byPlace)) most[place] = Math.max(most[place] ?? 0, atoms);
  }
  // It was worth the trouble: coins were everywhere, supply fell, and people of every kind acted.
  for (const [place, atoms] of Object.entries(most))
    expect([place, atoms]).toEqual([place, expect.toSatisfy((n: number) => n > 0)]);
  expect(desk.supplyStart - desk.supply).toBe(desk.redeemed - desk.minted);
  expect(desk.redeemed).toBeGreaterThan(10e6 * engine.assets[desk.asset]!.unit);
  const kinds = new Set(rows.map((row) => row.kind));
  for (const kind of ['liquidation', 'redemption', 'redeem-refused', 'lending-breach', 'lending-liquidation'])
    expect(kinds).toContain(kind);
  expect(engine.onchain.pools[1]!.swaps).toBeGreaterThan(0);
});
