import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import * as Program from '../../src/cli/Program.js';
import * as Snapshot from '../../src/format/snapshot/Snapshot.js';
import * as Unwind from '../../src/index.js';
import { library } from '../../src/node.js';
import type * as Outcome from '../../src/protocol/Outcome.js';
import * as ProtocolFile from '../../src/protocol/ProtocolFile.js';
import * as Runs from '../../src/protocol/Runs.js';
import * as ShockFile from '../../src/protocol/ShockFile.js';
import * as Repository from '../cast/Repository.js';

const dir = mkdtempSync(join(tmpdir(), 'unwind-protocol-'));
afterAll(() => rmSync(dir, { recursive: true }));
const QUESTIONS = `${Repository.ROOT}examples/questions`;

/** Runs a command line in this process. */
async function unwind(argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const told = { out: '', err: '' };
  const terminal = {
    out: (text: string) => void (told.out += text),
    err: (text: string) => void (told.err += text),
    screen: false,
    nowMs: () => performance.now(),
    onInterrupt: () => () => undefined,
  };
  const spawn = () => {
    throw new Error('no threads here');
  };
  const context = { engine: Unwind, terminal, scenarios: `${Repository.ROOT}scenarios`, spawn };
  return { code: await Program.run(context as never, argv), ...told };
}

describe('unwind protocol', () => {
  const ask = (out: string) => [
    'protocol',
    `${QUESTIONS}/my-market.yaml`,
    ...['--propose', `${QUESTIONS}/my-proposal.yaml`, '--seeds', '1..2', '--out', join(dir, out)],
  ];

  test('the same proposal twice gives the same files', async () => {
    for (const out of ['one', 'two']) expect((await unwind(ask(out))).code).toBe(0);
    for (const file of ['answer.md', 'answer.json', 'steward.json'])
      expect(readFileSync(join(dir, 'one', file), 'utf8')).toBe(readFileSync(join(dir, 'two', file), 'utf8'));
  });

  test('horizon, class and seeds stand beside every percentile, and the steward gets its own names', () => {
    const text = readFileSync(join(dir, 'one', 'answer.md'), 'utf8');
    for (const part of text.split('\n## ').filter((one) => /P9|P50|[Mm]edian/.test(one.split('\n')[2] ?? '')))
      expect(part).toMatch(/horizon 2h, 2 seeds \(1 to 2\) a class/);
    const { poolOptions } = JSON.parse(readFileSync(join(dir, 'one', 'steward.json'), 'utf8'));
    expect(poolOptions.AaveV3Ethereum.configs).toEqual({
      COLLATERALS_UPDATE: [
        { asset: 'ETH', ltv: '', liqThreshold: '86', liqBonus: '4', debtCeiling: '', liqProtocolFee: '' },
      ],
    });
    const answer = JSON.parse(readFileSync(join(dir, 'one', 'answer.json'), 'utf8'));
    expect(answer.current.classes.every(({ isConserved }: { isConserved: boolean }) => isConserved)).toBe(
      true,
    );
    // A higher threshold calls fewer accounts in the mildest class.
    expect(answer.difference[0].liquidatedAccounts.mean).toBeLessThanOrEqual(0);
  });

  test('the formula and the engine call the same accounts before anything feeds back', () => {
    const { curve } = JSON.parse(readFileSync(join(dir, 'one', 'answer.json'), 'utf8'));
    expect(curve.length).toBeGreaterThan(10);
    for (const { fall, direct, engine } of curve)
      expect([fall, engine.accounts]).toEqual([fall, direct.accounts]);
    expect(curve.at(-1).direct.accounts).toBeGreaterThan(100);
  });

  test('a mistake in the market is told at its line, and nothing is written', async () => {
    const file = join(dir, 'wrong.yaml');
    const text = readFileSync(`${QUESTIONS}/my-market.yaml`, 'utf8').replace('bonus: 5%', 'bonus: 500%');
    const { writeFileSync } = process.getBuiltinModule('node:fs');
    writeFileSync(file, text);
    const done = await unwind(['protocol', file, '--seeds', '1', '--out', join(dir, 'never')]);
    expect(done).toMatchObject({ code: 2, out: '' });
    expect(done.err).toMatch(/wrong\.yaml:7:\d+ market\.reserves\.eth\.bonus: found "500%"/);
    expect(existsSync(join(dir, 'never'))).toBe(false);
  });
});

describe('unwind recommend', () => {
  test('finds the known safe LTV of a planted market within half a point', async () => {
    const out = join(dir, 'found');
    const done = await unwind(['recommend', `${QUESTIONS}/my-search.yaml`, '--seeds', '1..3', '--out', out]);
    expect(done.code).toBe(0);
    const { chosen } = JSON.parse(readFileSync(join(out, 'recommendation.json'), 'utf8'));
    expect(Math.abs(chosen.values['market.reserves.eth.ltv'] - 0.8)).toBeLessThanOrEqual(0.005);
    expect(readFileSync(join(out, 'proposal.yaml'), 'utf8')).toMatch(/market\.reserves\.eth\.ltv: /);
  });
});

test('the largest looped stock that the bids behind it can carry', async () => {
  const out = join(dir, 'loops');
  const done = await unwind(['recommend', `${QUESTIONS}/my-loops.yaml`, '--seeds', '1', '--out', out]);
  expect(done.code).toBe(0);
  const { chosen, run } = JSON.parse(readFileSync(join(out, 'recommendation.json'), 'utf8'));
  const path = 'market.borrowers.loops.stock';
  const stocks = run.map(({ values }: { values: Record<string, number> }) => values[path]);
  // The border was found by halving: the next step up breaks the bound, and more stock loses more.
  expect(stocks).toContain(chosen.values[path] + 10e6);
  expect(stocks).toEqual([...stocks].sort((x, y) => y - x));
  expect(run[0].risk).toBeGreaterThan(0.01);
  expect(readFileSync(join(out, 'proposal.yaml'), 'utf8')).toMatch(/loops\.stock: \d+_000_000 USD/);
}, 60_000);

describe('a market of Morpho Blue', () => {
  const loans = (size: number) => ({
    ...{ kind: 'loans', source: 'test', time: '2026-01-08T00:00:00Z', clock: 'block 24200000' },
    facts: { 'price.SUSDE': 1.2, 'price.USDT': 1 },
    columns: ['account', 'collateral.SUSDE', 'debt.USDT'],
    rows: [`safe,${size},${0.6 * 1.2 * size}`, `near,${size},${0.9 * 1.2 * size}`],
  });
  const file = (name: string, text: string) => {
    const path = join(dir, name);
    process.getBuiltinModule('node:fs').writeFileSync(path, text);
    return path;
  };

  test('meets the same crash with the loans of two snapshots', async () => {
    const text = Repository.text('examples/questions/my-morpho.yaml');
    const mine = text
      .replace(/ {2}borrowers:\n.*\n/, '')
      .replace('market:\n', 'loans: first.yaml\nmarket:\n')
      .replace(/^shocks:.*$/m, 'shocks: { falls: [4%], over: 10min, horizon: 20min }');
    file('first.yaml', [...Snapshot.write(loans(1e6))].join(''));
    const against = file('later.yaml', [...Snapshot.write(loans(2e6))].join(''));
    const out = join(dir, 'morpho');
    const asked = ['protocol', file('morpho.yaml', mine), '--against', against];
    const done = await unwind([...asked, '--seeds', '1', '--out', out]);
    expect(done).toMatchObject({ code: 0, err: '' });
    const { current, proposed } = JSON.parse(readFileSync(join(out, 'answer.json'), 'utf8'));
    // Two accounts each; twice the units are twice the debt: 1.2 x (0.6 + 0.9) M.
    expect([current.accounts, current.debtUsd / 1e6]).toEqual([2, expect.closeTo(1.8, 4)]);
    expect([proposed.name, proposed.accounts, proposed.debtUsd / 1e6]).toEqual([
      'later',
      2,
      expect.closeTo(3.6, 4),
    ]);
    expect(proposed.classes[0].liquidatedAccounts.p50).toBe(1);
    const page = readFileSync(join(out, 'answer.html'), 'utf8');
    expect(page).toContain('Later: the loans of 2026-01-08T00:00:00Z');
    expect(page).toContain('<svg');
    expect(page).not.toMatch(/(src|href)="https?:/);
    const both = await unwind([...asked, '--propose', `${QUESTIONS}/my-proposal.yaml`]);
    expect(both).toMatchObject({ code: 2, err: expect.stringContaining('either --propose or --against') });
  }, 60_000);
});

describe('a market of a scenario', () => {
  test('is liquidated as in a run of that scenario', () => {
    const name = 'lending-liquidation';
    const file = ProtocolFile.read('q.yaml', 'title: That market\nmarket: { id: aave }\n');
    const subject = { file, loans: undefined, library, into: name };
    const terms = { shocks: ShockFile.USUAL, seeds: [1] };
    const { cells } = Runs.run(subject, { equityUsd: 1, volumeUsd: {} }, terms, {
      isSold: true,
      name: 'current',
    });
    const mine = cells[0]!.outcomes[0] as Outcome.Outcome;
    const world = Unwind.build(Unwind.load(library, name, { sets: [], withs: [] }), 1);
    Unwind.advance(world);
    const summary = Unwind.summary(world);
    const theirs = summary.lending!.find(({ protocol }) => protocol === 'aave')!;
    expect(mine.liquidatedUsd).toBeCloseTo(theirs.liquidatedUsd, 1);
    expect(mine.liquidatedUsd).toBeGreaterThan(900_000);
    expect(mine.badDebtUsd).toBeGreaterThanOrEqual(theirs.badDebtUsd - 0.01);
    expect(mine.digest).toBe(summary.digest);
  });
});
