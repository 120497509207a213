import { expect, test } from 'vitest';
import type { AnyRow, Kind } from '../messages/Journal.js';
import * as Cascade from './Cascade.js';

const at = (id: number) => id * 1_000_000;

function row(id: number, cause: number, kind: Kind, more: Partial<AnyRow> = {}): AnyRow {
  return { id, cause, atUs: at(id), kind, ...more };
}

function usdOf(cascade: Cascade.Cascade, category: string): number {
  return cascade.roots.find((root) => root.category === category)!.usd;
}

/** News sells 100; that liquidates 60; three quarters of the next push is that liquidation, which forces 30 more. */
const TWO_ROUNDS: AnyRow[] = [
  row(1, 0, 'news'),
  row(2, 1, 'exogenous', { usd: 100, venue: 'a' }),
  row(3, 2, 'mark-move', { aggressors: [{ origin: 2, kind: 'exogenous', share: 1 }], remainder: 0 }),
  row(4, 3, 'liquidation', { usd: 75, account: 7 }),
  row(5, 4, 'liquidation-order', { usd: 60, account: 7 }),
  row(6, 5, 'mark-move', {
    aggressors: [
      { origin: 5, kind: 'liquidation-order', share: 0.75 },
      { origin: 0, kind: 'noise', share: 0.05 },
    ],
    remainder: 0.2,
  }),
  row(7, 6, 'liquidation', { usd: 30, account: 8 }),
  row(8, 7, 'liquidation-order', { usd: 30, account: 8 }),
];

test('orders replace the announced size of their liquidation, and forced dollars stand in generations', () => {
  const cascade = Cascade.build(TWO_ROUNDS);
  expect(cascade.forcedUsd).toBe(90);
  expect(cascade.byKind).toEqual({ 'liquidation-order': 90 });
  expect(cascade.amplification).toBeCloseTo(0.9, 12);
  expect(cascade.generations).toEqual([
    { generation: 1, usd: 60, events: 1, loopGain: null },
    { generation: 2, usd: 30, events: 1, loopGain: 0.5 },
  ]);
});

test('shares of a push travel through liquidations to their root', () => {
  const cascade = Cascade.build(TWO_ROUNDS);
  expect(usdOf(cascade, 'news')).toBeCloseTo(60 + 30 * 0.75, 9);
  expect(usdOf(cascade, 'ordinary flow')).toBeCloseTo(30 * 0.25, 9);
  expect(cascade.forcedByForced).toBeCloseTo((30 * 0.75) / 90, 12);
  expect(cascade.forcedByNews).toBeCloseTo((60 + 30 * 0.75) / 90, 12);
});

test('a margin-call sale and what it sets off are booked to the call; a takeover counts its loss nowhere', () => {
  const cascade = Cascade.build([
    ...TWO_ROUNDS.slice(0, 3),
    row(4, 3, 'margin-call', { account: 1 }),
    row(5, 4, 'margin-call-sale', { usd: 40, account: 1 }),
    row(6, 5, 'mark-move', { aggressors: [{ origin: 5, kind: 'margin-call-sale', share: 1 }], remainder: 0 }),
    row(7, 6, 'liquidation', { usd: 25, account: 2 }),
    row(8, 7, 'takeover', { usd: 25, account: 2 }),
    row(9, 8, 'adl', { usd: 5, account: 3 }),
  ]);
  expect(cascade.byKind).toEqual({ 'margin-call-sale': 40, liquidation: 25, adl: 5 });
  expect(usdOf(cascade, 'margin-call selling')).toBe(70);
  expect(cascade.forcedByNews).toBe(1);
  // The liquidation and the deleveraging belong to one round: only the mark move makes a push forced.
  expect(cascade.generations.map((one) => [one.generation, one.usd])).toEqual([
    [1, 40],
    [2, 30],
  ]);
  expect(cascade.forcedByForced).toBeCloseTo(30 / 70, 12);
});

test('orders tagged with a margin call push by force, and a call without a journaled move is a round of its own', () => {
  const cascade = Cascade.build([
    row(1, 0, 'news'),
    row(2, 1, 'margin-call', { usd: 999 }),
    row(3, 2, 'margin-call-sale', { usd: 40 }),
    row(4, 2, 'mark-move', { aggressors: [{ origin: 2, kind: 'journaled', share: 0.5 }], remainder: 0.5 }),
    row(5, 4, 'liquidation', { usd: 10 }),
    row(6, 5, 'mark-move', { aggressors: [{ origin: 5, kind: 'journaled', share: 1 }], remainder: 0 }),
    row(7, 6, 'liquidation', { usd: 4 }),
  ]);
  expect(cascade.forcedUsd).toBe(54);
  expect(cascade.generations.map((one) => one.usd)).toEqual([40, 10, 4]);
  expect(usdOf(cascade, 'margin-call selling')).toBeCloseTo(40 + 5 + 2, 9);
  expect(usdOf(cascade, 'ordinary flow')).toBeCloseTo(5 + 2, 9);
  expect(cascade.forcedByForced).toBeCloseTo((5 + 4) / 54, 12);
});

test('withdrawals, repricing and deleveraging name what follows them', () => {
  const follow = (id: number, cause: number, kind: Kind): AnyRow[] => [
    row(id, cause, 'mark-move', { aggressors: [{ origin: cause, kind, share: 1 }], remainder: 0 }),
    row(id + 1, id, 'liquidation-order', { usd: 10 }),
  ];
  const cascade = Cascade.build([
    row(1, 0, 'withdrawal', { reason: 'volatility' }),
    ...follow(2, 1, 'withdrawal'),
    row(4, 0, 'collateral-reprice'),
    row(5, 4, 'liquidation'),
    row(6, 5, 'liquidation-order', { usd: 7 }),
    row(7, 6, 'adl', { usd: 0 }),
    ...follow(8, 7, 'adl'),
  ]);
  expect(usdOf(cascade, 'maker withdrawal')).toBe(10);
  expect(usdOf(cascade, 'collateral repricing')).toBe(7);
  expect(usdOf(cascade, 'ADL')).toBe(10);
  expect(cascade.amplification).toBeNull();
});

test('a repriced collateral is a push like any other: what it sets off bears its name, its pushers their shares', () => {
  const aggressors = [
    { origin: 2, kind: 'journaled', share: 0.5 },
    { origin: 0, kind: 'noise', share: 0.1 },
  ];
  const cascade = Cascade.build([
    row(1, 0, 'news'),
    row(2, 1, 'margin-call-sale', { usd: 40 }),
    row(3, 2, 'collateral-reprice', { aggressors, remainder: 0.4 }),
    row(4, 3, 'liquidation', { account: 1 }),
    row(5, 4, 'liquidation-order', { usd: 30, account: 1 }),
  ]);
  expect(usdOf(cascade, 'collateral repricing')).toBe(30);
  expect(usdOf(cascade, 'news')).toBe(40);
  // Half of the move was a forced sale, and leads back to the news with it.
  expect(cascade.forcedByForced).toBeCloseTo((30 * 0.5) / 70, 12);
  expect(cascade.forcedByNews).toBeCloseTo((40 + 30 * 0.5) / 70, 12);
  expect(cascade.generations.map((one) => one.usd)).toEqual([40, 30]);
});

test('a mark move without a journaled cause descends from its largest aggressor only if that beats the rest', () => {
  const push = (share: number, remainder: number) => [
    row(1, 0, 'exogenous', { usd: 1 }),
    row(2, 99, 'mark-move', { aggressors: [{ origin: 1, kind: 'exogenous', share }], remainder }),
    row(3, 2, 'liquidation-order', { usd: 5 }),
  ];
  expect(Cascade.build(push(0.6, 0.4)).chains[0]).toMatchObject({ root: 1, usd: 5, depth: 1, largest: 3 });
  expect(Cascade.build(push(0.3, 0.7)).chains[0]).toMatchObject({ root: 2, usd: 5 });
});

test('an aggressor whose row is not journaled is booked by its kind', () => {
  const aggressors = [
    { origin: 0, kind: 'exogenous', share: 0.5 },
    { origin: 0, kind: 'liquidation-order', share: 0.5 },
  ];
  const cascade = Cascade.build([
    row(1, 0, 'mark-move', { aggressors, remainder: 0 }),
    row(2, 1, 'liquidation-order', { usd: 8 }),
  ]);
  expect(usdOf(cascade, 'news')).toBe(4);
  expect(usdOf(cascade, 'ordinary flow')).toBe(4);
  expect(cascade.forcedByForced).toBe(0.5);
});

test('chains are sorted by dollars and capped; nothing forced gives an empty cascade', () => {
  const rows = Array.from({ length: 12 }, (_, i) => [
    row(2 * i + 1, 0, 'mark-move'),
    row(2 * i + 2, 2 * i + 1, 'liquidation-order', { usd: i + 1 }),
  ]).flat();
  const { chains, roots } = Cascade.build(rows);
  expect(chains.map((chain) => chain.usd)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
  expect(roots.reduce((sum, root) => sum + root.share, 0)).toBeCloseTo(1, 12);
  const none = Cascade.build([row(1, 0, 'news'), row(2, 0, 'order' as Kind)]);
  expect(none).toMatchObject({
    forcedUsd: 0,
    amplification: null,
    generations: [],
    chains: [],
    forcedByForced: 0,
  });
});

test('a long random journal books every forced dollar exactly once and survives cloning', () => {
  let builder = Cascade.create();
  let total = 0;
  for (let id = 1; id <= 20_000; id++) {
    const cause = id > 3 ? id - 1 - (id % 3) : 0;
    const kind = (['mark-move', 'liquidation', 'liquidation-order', 'withdrawal'] as const)[id % 4]!;
    const usd = kind === 'liquidation-order' ? id % 97 : 0;
    total += usd;
    const share = { origin: cause, kind: 'x', share: (id % 10) / 10 };
    Cascade.observe(builder, row(id, cause, kind, kind === 'mark-move' ? { aggressors: [share] } : { usd }));
    if (id === 10_000) builder = structuredClone(builder);
  }
  const cascade = Cascade.summarize(builder);
  const sum = (values: readonly { usd: number }[]) => values.reduce((all, one) => all + one.usd, 0);
  expect(cascade.forcedUsd).toBe(total);
  expect(sum(cascade.roots)).toBeCloseTo(total, 3);
  expect(sum(cascade.generations)).toBe(total);
});
