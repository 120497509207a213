import { describe, expect, test } from 'vitest';
import * as TwoVenues from '../../../test/cast/TwoVenues.js';
import * as Advance from '../../run/Advance.js';
import * as WorldAudit from '../../run/WorldAudit.js';
import type * as Maker from './Maker.js';

const MAKERS = (more: string) => `{ kind: makers, preset: makers, altShare: 0, gross: 1, ${more} }`;

describe('makers', () => {
  test('have in sum the equity that the group states for each venue', () => {
    const w = TwoVenues.open(`  many: ${MAKERS('firms: 3, equity: { a: 30M USD, b: 6M USD }')}`);
    // Shares of firms differ; their sum does not. Rounding to atoms: below a dollar.
    expect(w.worth(w.named('/many/a/'))).toBeCloseTo(30e6, -1);
    expect(w.worth(w.named('/many/b/'))).toBeCloseTo(6e6, -1);
    expect(w.named('/many/')).toHaveLength(6);
  });

  test('stand for so many accounts as their equity has sub-accounts, one at least', () => {
    const w = TwoVenues.open(
      `  many: ${MAKERS('firms: 1, account: 10M USD, equity: { a: 30M USD, b: 4M USD }')}`,
    );
    expect(w.named('/many/').map((id) => w.engine.accounts.weight[id])).toEqual([3, 1]);
  });

  test('of two groups stay on the venues of their group', () => {
    const w = TwoVenues.open(
      [
        `  first: ${MAKERS('venues: [a], firms: 2, equity: { a: 30M USD }')}`,
        `  second: ${MAKERS('venues: [b], firms: 1, equity: { b: 6M USD }')}`,
      ].join('\n'),
    );
    expect(w.venues(w.named('/first/'))).toEqual(['a']);
    expect(w.venues(w.named('/second/'))).toEqual(['b']);
    expect(w.worth(w.named('/second/'))).toBeCloseTo(6e6, -1);
  });

  test('quote the stated depth in sum over all markets, within what firms differ', () => {
    const w = TwoVenues.open(`  many: ${MAKERS('firms: 2, depth: 1%, equity: { a: 30M USD, b: 30M USD }')}`);
    const desks = w.world.agents.filter(({ kind }) => kind === 'maker') as unknown as Maker.State[];
    const depth = desks.reduce((sum, { depthUsd }) => sum + depthUsd, 0);
    // 1% of 1 020M a day, each desk times 0.85 to 1.15.
    expect(depth).toBeGreaterThan(0.85 * 10.2e6);
    expect(depth).toBeLessThan(1.15 * 10.2e6);
  });

  test('put bids and asks into every book, and conserve', () => {
    const w = TwoVenues.open(`  many: ${MAKERS('firms: 1, equity: { a: 30M USD, b: 30M USD }')}`);
    Advance.advance(w.world, 60e6, 1e6);
    for (const { id, symbol } of w.engine.markets) {
      expect(w.engine.feed.bid[id], symbol).toBeGreaterThan(0);
      expect(w.engine.feed.ask[id]!, symbol).toBeGreaterThan(w.engine.feed.bid[id]!);
    }
    expect(WorldAudit.run(w.engine, [])).toEqual([]);
  });
});
