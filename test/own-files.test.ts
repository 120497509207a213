import { expect, test } from 'vitest';
import * as Leads from '../src/analysis/Leads.js';
import * as TerminalTables from '../src/cli/TerminalTables.js';
import * as Unwind from '../src/index.js';
import * as Repository from './cast/Repository.js';
import * as Worlds from './cast/Worlds.js';

/* Right files of users: they load, and page and terminal are about what they hold. */
interface Told {
  readonly summary: Unwind.Summary;
  readonly page: string;
  readonly terminal: string;
}

function run(name: string, sets: readonly string[] = []): Told {
  const library = Worlds.library({ [name]: Repository.text(`test/cases/${name}.yaml`) });
  const world = Unwind.build(Unwind.load(library, name, { sets, withs: [] }), 1);
  while (!Unwind.advance(world, Number.POSITIVE_INFINITY, 500_000)) Unwind.drainJournal(world);
  Unwind.drainJournal(world);
  const summary = Unwind.summary(world, { wallMs: 1, peakRssBytes: 1, interrupted: false });
  const tables = TerminalTables.render(Unwind.sheets(summary));
  const terminal = `${Unwind.story(world, summary).join('\n')}\n${tables}`;
  return { summary, page: Unwind.report(world, summary), terminal };
}

test('a small exchange with two coins of its own is told by them, the major first and not as an alt', () => {
  const { summary, page, terminal } = run('small-exchange');
  expect(Leads.of(summary)).toMatchObject({
    coins: [
      { asset: 'FOO', venue: 'mini' },
      { asset: 'BAR', venue: 'mini' },
    ],
    classes: [],
    pegged: [],
  });
  expect(terminal).toMatch(/^From high to low FOO fell by [\d.]+% and BAR by [\d.]+%\./);
  expect(terminal).toContain('mini perp FOO/USDT');
  expect(page).toContain('FOO');
  for (const text of [page, terminal]) expect(text).not.toMatch(/\bBTC\b|median alt|USDe|USDE/);
});

test('an account that the file plants is shown with its fate, in the page and in the terminal', () => {
  const { summary, page, terminal } = run('my-10x-long', ['end=2025-10-10T20:30:00Z']);
  expect(summary.accounts).toHaveLength(1);
  expect(summary.accounts![0]).toMatchObject({ venue: 'a' });
  expect(summary.accounts![0]!.startUsd).toBeCloseTo(4370, -1);
  expect(page).toContain('<h2 id="accounts">Your accounts</h2>');
  expect(terminal).toContain('your accounts');
  expect(terminal).toContain('mine on a');
});
