import { describe, expect, test } from 'vitest';
import type { Default } from '../../src/ledger/Auditor.js';
import * as Ledger from '../../src/ledger/Ledger.js';
import * as Advance from '../../src/run/Advance.js';
import type { World } from '../../src/run/World.js';
import * as WorldAudit from '../../src/run/WorldAudit.js';
import * as RandomWorlds from '../cast/RandomWorlds.js';
import * as Worlds from '../cast/Worlds.js';

const WORLDS = 200;

/** Runs a world to its end in four parts and audits it after each. */
function audited(world: World): { rows: Worlds.Row[]; defaults: Default[] } {
  const rows: Worlds.Row[] = [];
  for (let part = 1; part <= 4; part++) {
    Advance.advance(world, (part * world.engine.endUs) / 4, 1e6);
    rows.push(...Worlds.rows(world));
    expect([world.name, WorldAudit.run(world.engine, defaultsOf(rows))]).toEqual([world.name, []]);
  }
  expect(world.engine.kernel.nowUs).toBeGreaterThan(world.engine.endUs - 2e6);
  return { rows, defaults: defaultsOf(rows) };
}

function defaultsOf(rows: readonly Worlds.Row[]): Default[] {
  return rows.map((row) => WorldAudit.defaultOf(row)).filter((one) => one !== undefined);
}

describe(`${WORLDS} random small worlds`, () => {
  const seen: Record<string, number> = {};
  const count = (what: string, by = 1) => (seen[what] = (seen[what] ?? 0) + by);

  test('every asset sums to zero, positions, clearing and debts agree, and every loss has its payers', () => {
    for (let seed = 1; seed <= WORLDS; seed++) {
      const world = RandomWorlds.build(seed);
      const { rows, defaults } = audited(world);
      expect([seed, [...Ledger.totals(world.engine.ledger)].filter((sum) => sum !== 0)]).toEqual([seed, []]);
      for (const row of rows) count(row.kind);
      for (const one of defaults) if (one.lossAtoms > 0) count('losses');
      for (const payer of Object.keys(world.engine.tally.payers)) count(`paid by ${payer}`);
      if (world.engine.tally.collateralSoldUsd > 0) count('collateral sold');
    }
  });

  test('and they were worth the trouble: every way to fail happened in them', () => {
    for (const what of [
      'mark-move',
      'margin-call',
      'liquidation',
      'takeover',
      'adl',
      'losses',
      'collateral sold',
      'paid by insurance',
      'paid by backstop',
      'paid by adl',
      'paid by writtenOff',
    ])
      expect([what, seen[what] ?? 0]).toEqual([what, expect.toSatisfy((n: number) => n >= 5)]);
  });
});

describe('the auditor finds what was planted', () => {
  /** A world that ends with debts, positions and losses, and what its journal says of defaults. */
  function broken(change: (world: World, defaults: Default[]) => void): string[] {
    for (let seed = 1; ; seed++) {
      const world = RandomWorlds.build(seed);
      const { defaults } = audited(world);
      if (!defaults.some((one) => one.lossAtoms > 0)) continue;
      change(world, defaults);
      return WorldAudit.run(world.engine, defaults).map((finding) => finding.id);
    }
  }

  test('one atom too many in any cell', () => {
    expect(broken(({ engine }) => void engine.ledger.balance[engine.ledger.size - 1]!++)).toContain(
      'CONSERVE-1',
    );
  });

  test('one atom lost on the way between two accounts', () => {
    const ids = broken(({ engine }) => {
      const cells = [...engine.ledger.balance.keys()].filter((cell) => engine.ledger.balance[cell]! > 1);
      engine.ledger.balance[cells[0]!]!--;
    });
    expect(ids).toEqual(['CONSERVE-1']);
  });

  test('a lot without another side, and a cost that nobody paid', () => {
    expect(broken(({ engine }) => void engine.crowds[0]!.lots[0]!++)).toEqual(['CONSERVE-2']);
    expect(broken(({ engine }) => void engine.crowds[0]!.entry[0]!--)).toEqual(['CONSERVE-3']);
  });

  test('a debt that its creditor does not know', () => {
    const ids = broken(({ engine }) => {
      const { ledger, accounts } = engine;
      const isDebt = (cell: number) => ledger.asset[cell]! >= accounts.assets && ledger.balance[cell]! < -1;
      const cell = [...ledger.balance.keys()].find((one) => one < ledger.size && isDebt(one))!;
      ledger.balance[cell]!++;
    });
    expect(ids).toContain('CONSERVE-4');
  });

  test('a lost payer, in a default and in the totals', () => {
    const inRow = broken((_, defaults) => {
      const at = defaults.findIndex((one) => one.lossAtoms > 0);
      const { id, lossAtoms, parts } = defaults[at]!;
      const most = Math.max(...parts);
      defaults[at] = { id, lossAtoms, parts: parts.map((part) => (part === most ? 0 : part)) };
    });
    expect(inRow).toEqual(['LOSS-1']);
    const inTally = broken(({ engine }) => void delete engine.tally.payers.insurance);
    expect(inTally).toEqual(['LOSS-1']);
  });
});
