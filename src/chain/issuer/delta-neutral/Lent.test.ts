import { expect, test } from 'vitest';
import * as IssuerWorld from '../../../../test/cast/IssuerWorld.js';
import * as WorldAudit from '../../../run/WorldAudit.js';
import * as Lent from './Lent.js';

const LENDING = `lending:
  - id: aave
    reserves:
      - { id: usdc, asset: USDC, preset: lending-dollars, utilization: 85% }
      - { id: eth, asset: ETH, preset: lending-major }
    modes: []
    suppliers:
      - { id: issuer, asset: USDC, amount: 10M USD, account: issuer/ethena/lent }
    borrowers:
      - { id: eth, collateral: ETH, debt: USDC, stock: 20M USD, rows: 4, account: 400k USD, ltv: 40%..45% }
    loopers: []
    liquidators: []
    seekers: []`;

test('what is lent counts as backing and leaves only as far as the pool has cash', () => {
  const lent = 'lent: { protocol: aave, asset: USDC, amount: 10M USD }';
  const world = IssuerWorld.open(lent, '', LENDING);
  const { engine } = world;
  const desk = IssuerWorld.deskOf(world);
  const unit = 1e4;
  expect(desk.backingRatio).toBeCloseTo(1.016, 6);
  expect(IssuerWorld.held(world, desk.lent!.account, 'USDC')).toBe(0);
  expect(Lent.balance(engine, desk.lent!) / unit).toBeCloseTo(10e6, 0);
  const free = Lent.free(engine, desk.lent!);
  expect(free / unit).toBeGreaterThan(1e6);
  expect(free / unit).toBeLessThan(2.5e6);
  const paid = Lent.withdraw(engine, desk.lent!, desk.account, 10e6 * unit);
  expect(paid).toBe(free);
  expect(Lent.free(engine, desk.lent!)).toBe(0);
  expect((Lent.balance(engine, desk.lent!) + paid) / unit).toBeCloseTo(10e6, 0);
  expect(WorldAudit.run(engine, [])).toEqual([]);
});
