import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Numbers from '../src/analysis/numbers/Numbers.js';
import * as Files from '../src/cli/Files.js';
import * as Unwind from '../src/index.js';
import * as NumberText from '../src/report/NumberText.js';
import * as Worlds from './cast/Worlds.js';

/* Reports of runs of four kinds: what the first screen says is what the summary says, and everybody can read the page. */
const RUNS: readonly (readonly [name: string, leads: readonly string[], sets: readonly string[]])[] = [
  ['lending-liquidation', ['ETH', 'Lending protocols seized'], []],
  ['exchange', ['FOO', 'BAR', 'deleveraged winners'], []],
  ['luna-2022', ['LUNA', 'UST'], ['end=2022-05-01T12:00:00Z']],
  ['oct-2025-lite', ['BTC', 'median alt', 'USDE'], ['end=2025-10-10T21:20:00Z', 'universe.alts=4']],
];
/** CSS pixels of a page of A4 between its margins. */
const A4 = 718;
const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Told {
  readonly summary: Unwind.Summary;
  readonly page: string;
  readonly series: ReturnType<typeof Unwind.series>;
}

/** Packaged scenarios, and the template of an exchange with two coins of one's own. */
const library = Worlds.library({
  exchange: readFileSync(join(Files.SCENARIOS, 'templates', 'exchange.yaml'), 'utf8'),
});

function run(name: string, sets: readonly string[]): Told {
  const world = Unwind.build(Unwind.load(library, name, { sets, withs: [] }), 1);
  while (!Unwind.advance(world, Number.POSITIVE_INFINITY, 500_000)) Unwind.drainJournal(world);
  Unwind.drainJournal(world);
  const summary = Unwind.summary(world, { wallMs: 1, peakRssBytes: 1, interrupted: false });
  return { summary, page: Unwind.report(world, summary), series: Unwind.series(world) };
}

/** What axe objects to, with the first elements of each kind. */
const FINDINGS =
  'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 120))].join(" / ")))';

/** One browser for all tests; undefined where none is installed. */
let browser: Browser | undefined;
beforeAll(async () => {
  if (BROWSER !== undefined)
    browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
}, 60_000);
afterAll(() => browser?.close());

describe.each(RUNS)('the report of %s', (name, leads, sets) => {
  let told: Told;
  beforeAll(() => {
    told = run(name, sets);
  }, 120_000);

  test('leads with what the run is about', () => {
    const header = told.page.slice(told.page.indexOf('<header>'), told.page.indexOf('</header>'));
    for (const lead of leads) expect(header).toContain(lead);
    expect(header).not.toContain('–');
  });

  test('has no figure in its first screen that is not the one of the summary', () => {
    const ids = Numbers.idsOf(told.summary);
    const first = told.page.slice(0, told.page.indexOf('</ol>'));
    const shown = [...first.matchAll(/<span data-number="([^"]+)">([^<]*)<\/span>/g)];
    expect(shown.length).toBeGreaterThan(8);
    for (const [, path, text] of shown) {
      const { unit, value } = Numbers.find(path!, ids)!;
      expect(text, path).toBe(NumberText.format(unit, value(told)!));
    }
  });

  test('names nothing that the page does not have', () => {
    const anchors = [...told.page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
    const known = new Set([...told.page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!));
    expect([...new Set(anchors)].filter((id) => !known.has(id))).toEqual([]);
  });

  test.skipIf(BROWSER === undefined)('fits a printed page', { timeout: 120_000 }, async () => {
    const page = await browser!.newPage({ viewport: { width: A4, height: 1100 } });
    await page.emulateMedia({ media: 'print' });
    await page.setContent(told.page);
    const over = `[...document.querySelectorAll('table, svg, p, h2')].filter((one) => one.getBoundingClientRect().right > ${A4} + 1).map((one) => one.outerHTML.slice(0, 120))`;
    expect(await page.evaluate(over)).toEqual([]);
    await page.close();
  });

  // Skipped where no chromium is installed; .ci/run installs it.
  test.skipIf(BROWSER === undefined).each([390, 1280, 1920])(
    'axe finds nothing and nothing overflows at %i pixels',
    { timeout: 120_000 },
    async (width) => {
      const file = join(mkdtempSync(join(tmpdir(), 'unwind-report-')), 'report.html');
      writeFileSync(file, told.page);
      const page = await browser!.newPage({ viewport: { width, height: 900 } });
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`file://${file}`);
      const over = (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
      expect(over).toBeLessThanOrEqual(0);
      await page.evaluate(AXE);
      expect(await page.evaluate(FINDINGS)).toEqual([]);
      expect(errors).toEqual([]);
      await page.close();
    },
  );
});
