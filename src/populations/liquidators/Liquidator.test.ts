import { describe, expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';

const SEARCHER = 'lending.aave.liquidators.searcher';
const story = (...sets: string[]) => Worlds.finish(Worlds.open('lending-liquidation', { sets }));
const liquidations = (...sets: string[]) =>
  story(...sets).filter(({ kind }) => kind === 'lending-liquidation');
const repaid = (rows: readonly Worlds.Row[]) => rows.reduce((sum, row) => sum + (row.repaidUsd as number), 0);

test('takes what pays, the worst position first, half of the debt above health 0.95', () => {
  const rows = liquidations();
  const [first] = rows;
  expect((first!.seizedUsd as number) / (first!.repaidUsd as number)).toBeCloseTo(1.05, 3);
  expect(first!.repaidUsd as number).toBeCloseTo(304_808 / 2, -1);
  expect(rows.length).toBeGreaterThan(3);
});

test('wants its profit: gas, the fee and the slippage of the exit come off the bonus', () => {
  expect(liquidations(`${SEARCHER}.profit=50k USD`)).toEqual([]);
  // At a base fee of a million gwei a transaction costs two million dollars.
  expect(liquidations('chain.openFee=1_000_000', 'chain.minFee=1_000_000')).toEqual([]);
});

test('without bids near the price there is no exit, and the debt stays', () => {
  const thin = ['bid-1', 'bid-2', 'bid-3'].map((id) => `planted.orders.${id}.size=101`);
  expect(repaid(liquidations(...thin))).toBeLessThan(repaid(liquidations()));
});

test('repays no more than its capital', () => {
  const rows = liquidations(`${SEARCHER}.capital.USDT=40k USD`);
  expect(rows.length).toBeGreaterThan(1);
  for (const row of rows) expect(row.repaidUsd as number).toBeLessThan(60_000);
});

test('what it seized is carried to the venue and sold, and the dollars come back', () => {
  const world = Worlds.open('lending-liquidation');
  const rows = Worlds.finish(world);
  const carried = rows.filter(({ kind }) => kind === 'transfer');
  const liquidation = rows.find(({ kind }) => kind === 'lending-liquidation')!;
  const [out, back] = ['ETH', 'USDT'].map((asset) => carried.find((row) => row.asset === asset)!);
  expect(out!.atUs).toBeGreaterThan(liquidation.atUs);
  expect(back!.atUs).toBeGreaterThan(out!.atUs);
  expect(out!.cause).toBe(liquidation.cause);
});

describe('a call of a searcher', () => {
  const kinds = (rows: readonly Worlds.Row[], kind: string) =>
    rows.filter((row) => row.kind === kind).map(({ atUs }) => atUs);

  test('stands behind the report in its block, at the price that has just made it possible', () => {
    const rows = story();
    expect(kinds(rows, 'lending-liquidation')[0]).toBe(kinds(rows, 'lending-breach')[0]);
  });

  test('waits for the next block where its owner does not do so', () => {
    const [late, first] = ['lending-liquidation', 'lending-breach'].map(
      (kind) => kinds(story(`${SEARCHER}.backrun=false`), kind)[0]!,
    );
    expect(late! - first!).toBeGreaterThanOrEqual(12e6);
  });
});
