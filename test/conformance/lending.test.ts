import { afterAll, expect, test, vi } from 'vitest';
import * as Registry from '../../src/chain/lending/Registry.js';
import * as Advance from '../../src/run/Advance.js';
import * as WorldAudit from '../../src/run/WorldAudit.js';
import * as LendingBank from '../cast/LendingBank.js';
import * as Worlds from '../cast/Worlds.js';
import * as Suite from './lending.js';

/* A lending protocol is a folder and a line of the registry. Here is one line more, of a kind that the engine never saw. */
vi.mock('../../src/chain/lending/Registry.js', async (original) => {
  const { KINDS } = await original<typeof import('../../src/chain/lending/Registry.js')>();
  return { KINDS: { ...KINDS, 'plain-bank': (await import('./PlainBank.js')).kind } };
});
afterAll(() => vi.restoreAllMocks());

const PAIR = `    reserves:
      - { id: usdt, asset: USDT, lent: true, oracle: { kind: market, heartbeat: 24h, deviation: 0.25% }, utilization: 80% }
      - { id: eth, asset: ETH, lent: false, oracle: { kind: market, heartbeat: 1h, deviation: 0.5% } }`;
const aave = (version: number) => `  - id: bank
    kind: aave-v3
    version: ${version}
    reserves:
      - { id: usdt, asset: USDT, preset: lending-dollars, reserveFactor: 0, utilization: 80% }
      - { id: eth, asset: ETH, preset: lending-major, borrowable: false }
    modes: []`;
const PLAIN = `  - id: bank
    kind: plain-bank
    line: 80%
    bonus: 5%
${PAIR}`;

const SUBJECTS: readonly Suite.Subject[] = [
  ...[3, 3.3, 3.5, 3.6, 3.7].map((version) => ({
    kind: 'aave-v3',
    entry: aave(version),
    badDebt: version === 3 ? ('stays' as const) : ('deficit' as const),
    atoms: 2,
  })),
  {
    kind: 'morpho-blue',
    entry: `  - id: bank\n    preset: morpho-blue\n    lltv: 80%\n${PAIR}`,
    badDebt: 'loss',
    atoms: 2,
  },
  { kind: 'plain-bank', entry: PLAIN, badDebt: 'loss', atoms: 2 },
];

test('every kind of lending protocol is tested', () => {
  expect([...new Set(SUBJECTS.map(({ kind }) => kind))].sort()).toEqual(Object.keys(Registry.KINDS).sort());
});

for (const subject of SUBJECTS) Suite.conforms(subject);

test('a world runs with a protocol that is a folder and a line: its people are called and liquidated', () => {
  const { world, lending } = LendingBank.open(PLAIN, 1, {
    every: '12s',
    planted: `
  orders:
    - { id: bid, market: "a:ETH/USDT:spot", side: buy, price: 2_700, size: 6000 }
  trades:
    - { id: t1, at: 2025-01-01T00:00:20Z, market: "a:ETH/USDT:spot", side: sell, size: 10 }
`,
  });
  Advance.advance(world, 120e6, Number.POSITIVE_INFINITY);
  const told = Worlds.rows(world).filter(({ kind }) => /^lending/.test(kind));
  expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(['lending-breach', 'lending-liquidation']));
  expect([lending.kind, lending.breached]).toEqual(['plain-bank', []]);
  const [seized, repaid] = ['seizedUsd', 'repaidUsd'].map((key) =>
    told.reduce((sum, row) => sum + (((row as Record<string, unknown>)[key] as number) ?? 0), 0),
  );
  expect(seized! / repaid!).toBeCloseTo(1.05, 4);
  expect(WorldAudit.run(world.engine, [])).toEqual([]);
  console.log(
    'files touched by a new lending protocol: its folder, and 1 line in src/chain/lending/Registry.ts',
  );
});
