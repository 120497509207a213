import { expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as AccountPlan from '../mechanisms/liquidation/AccountPlan.js';
import * as Advance from '../run/Advance.js';
import * as AccountView from './AccountView.js';
import * as Assess from './Assess.js';

/*
 * A long of 10 BTC on 41 882.5 dollars at a mark of 97 000 is in breach; nobody bids, so nothing can be closed until
 * somebody does.
 */
const WORLD = (bids: string) => `
title: A cross account in breach
about: T.
preset: primer-world
start: 2025-01-01T00:10:00Z
end: 2025-01-01T00:11:30Z
venues:
  - { id: v, preset: primer-vault }
planted:
  only: true
  accounts:
    - { id: long, venue: v, holdings: { USDT: 41_882.5 }, positions: { "BTC/USDT": 10 } }
  orders:
    - { id: spot, market: "a:BTC/USDT:spot", side: buy, price: 97_000, size: 10 }
    - { id: print, market: "v:BTC/USDT:perp", side: buy, price: 97_000, size: ${bids} }
  trades:
    - { id: fall, at: 2025-01-01T00:10:05.5Z, market: "a:BTC/USDT:spot", side: sell, size: 0.01 }
    - { id: print, at: 2025-01-01T00:10:05.5Z, market: "v:BTC/USDT:perp", side: sell, size: 0.01 }
`;

/** What the shortcut says of the long at every second after the breach, and what the whole plan says. */
function compare(bids: string): { waits: boolean; plan: string }[] {
  const world = Worlds.write(WORLD(bids));
  const { engine } = world;
  const account = engine.accounts.name.findIndex((name) => name.endsWith('long'));
  const venue = engine.venues[engine.accounts.venue[account]!]!;
  const assessment = Assess.create();
  return Array.from({ length: 20 }, (_, second) => {
    Advance.advance(world, (second + 5) * 1e6 + 0.6e6, 1e6);
    Assess.assess(engine, account, assessment);
    const value = AccountView.worth(engine, venue, account, assessment);
    const waits = AccountView.mustWait(engine, venue, account, value);
    const view = AccountView.viewOf(engine, venue, account, value);
    return { waits, plan: AccountPlan.step(view, venue.liquidation.accounts).kind };
  });
}

test('who must wait is who the whole plan lets wait: nobody who could act is left out', () => {
  const all = ['0.01', '8.01', '3'].flatMap(compare);
  for (const { waits, plan } of all) if (waits) expect(plan).toBe('wait');
  expect(all.some(({ waits }) => waits)).toBe(true);
  expect(all.some(({ waits }) => !waits)).toBe(true);
});
