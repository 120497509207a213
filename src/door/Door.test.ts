import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as Unwind from '../node.js';

/** The opening of the default of `adl-queue`, two seconds before winners are deleveraged. */
const BEFORE_US = 4_000_000;

describe('a run in one call', () => {
  test('is the run that the steps give', () => {
    const run = Unwind.run('adl-queue', { seed: 3 });
    const world = Unwind.build(Unwind.load('adl-queue'), 3);
    expect(Unwind.advance(world)).toBe(true);
    expect(run.summary.outcomeDigest).toBe(Unwind.summary(world).outcomeDigest);
    expect(run.journal).toEqual(Unwind.journal(world));
    expect(run.journal.map(({ kind }) => kind)).toContain('adl');
    expect(run.series).toEqual(Unwind.series(world));
    expect(run.summary).toMatchObject({
      seed: 3,
      scenario: 'adl-queue',
      interrupted: false,
      conserved: true,
    });
    expect(run.story().join('\n')).toContain('BTC');
    expect(run.report()).toContain('<!doctype html>');
    expect(Unwind.journal(world)).toEqual([]);
  });

  test('is compared with another one, values and interventions before and after', () => {
    const sets = ['venues.a.insurance.majors=100_000 USD'];
    const [plain, changed] = [Unwind.run('adl-queue'), Unwind.run('adl-queue', { sets })];
    const { sheets, html } = Unwind.compare([plain, changed]);
    expect(sheets[0]).toMatchObject({
      title: 'What was changed',
      head: ['', 'adl-queue-1', 'adl-queue-1+venues.a.insurance.majors=100_000 USD', 'difference'],
      rows: [['venues.a.insurance.majors', 'as in the file', '1_000 USD → 100_000 USD', '']],
    });
    expect(html).toContain('1_000 USD → 100_000 USD');
    const both = Unwind.compare([
      Unwind.run('oct-2025-lite', { with: ['adl-off'], sets: ['universe.alts=4'], until: 1e6 }),
      plain,
    ]);
    const rows = both.sheets[0]!.rows.map(([path, first]) => `${path}: ${first}`);
    expect(rows).toContain('universe.alts: 5 → 4');
    expect(rows.some((row) => row.endsWith('→ none (adl-off)'))).toBe(true);
    // Equal runs have no such table.
    expect(Unwind.compare([plain, plain]).sheets[0]!.title).toBe('Phases');
  });

  test('has a digest of its outcome: equal for equal runs, another one for another balance, row or rule', () => {
    const outcome = (...sets: string[]) => Unwind.run('adl-queue', { sets }).summary.outcomeDigest;
    expect(outcome()).toMatch(/^[0-9a-f]{16}$/);
    expect(outcome()).toBe(outcome());
    const others = [
      outcome('venues.a.insurance.majors=100_000 USD'),
      outcome('venues.a.adl.policy=pro-rata'),
      Unwind.run('adl-queue', { until: BEFORE_US }).summary.outcomeDigest,
    ];
    expect(new Set([outcome(), ...others]).size).toBe(4);
    // What the record says of an event is no part of what happens.
    const text = readFileSync('scenarios/primer/adl-queue.yaml', 'utf8');
    expect(Unwind.run(text.replace(/^title: .*$/m, 'title: Another')).summary.outcomeDigest).toBe(outcome());
  });

  test('takes a name, a text or a path, with values and interventions', () => {
    const text = readFileSync('scenarios/primer/adl-queue.yaml', 'utf8');
    const sets = ['venues.a.insurance.majors=100_000 USD'];
    const named = Unwind.run('adl-queue', { sets }).summary;
    expect(named.adl.notionalUsd).toBe(0);
    expect(named.changes).toEqual([
      { by: '', path: 'venues.a.insurance.majors', before: '1_000 USD', after: '100_000 USD' },
    ]);
    expect(Unwind.run(text, { sets }).summary.digest).toBe(named.digest);
    expect(Unwind.run('scenarios/primer/adl-queue.yaml', { sets }).summary.digest).toBe(named.digest);
    expect(Unwind.load('luna-2022', { with: ['terra-no-run'] }).interventions).toEqual(['terra-no-run']);
    expect(Unwind.library.names('primer')).toContain('adl-queue');
  });

  test('stops at an instant', () => {
    const early = Unwind.run('adl-queue', { until: '2025-01-01T00:00:04Z' });
    const micro = Unwind.run('adl-queue', { until: BEFORE_US });
    expect(early.summary).toMatchObject({ interrupted: true, digest: micro.summary.digest });
    expect(Unwind.progress(early.world).atUs).toBeLessThanOrEqual(BEFORE_US);
    expect(early.summary.adl.notionalUsd).toBe(0);
  });

  test('says what is wrong with its options', () => {
    const issuesOf = (source: string, options: Unwind.RunOptions) => {
      try {
        Unwind.run(source, options);
      } catch (error) {
        if (error instanceof Unwind.InputError) return error.issues[0]!;
        throw error;
      }
      return undefined;
    };
    expect(issuesOf('adl-queue', { seed: -1 })).toMatchObject({ path: 'seed', found: '-1' });
    expect(issuesOf('adl-queue', { until: 'soon' })).toMatchObject({ path: 'until', found: '"soon"' });
    expect(issuesOf('adl-queue', { until: '2024-01-01T00:00:00Z' })).toMatchObject({ path: 'until' });
    expect(issuesOf('adl-queue', { with: ['no-such'] })).toMatchObject({
      found: expect.stringContaining('no-such'),
    });
    expect(issuesOf('no-such', {})).toMatchObject({ found: expect.stringContaining('no-such') });
    expect(issuesOf('title: x\nbogus: 1\n', {})).toMatchObject({ file: 'scenario.yaml' });
  });
});

describe('a fork', () => {
  function opened(untilUs: number): Unwind.World {
    const world = Unwind.build(Unwind.load('adl-queue'), 1);
    if (untilUs > 0) Unwind.advance(world, untilUs);
    return world;
  }
  const finished = (world: Unwind.World) => {
    Unwind.advance(world);
    return Unwind.summary(world);
  };

  test('goes on as the original does, which it leaves alone', () => {
    const world = opened(BEFORE_US);
    const copy = Unwind.fork(world);
    const first = finished(copy);
    expect(Unwind.progress(world).atUs).toBeLessThanOrEqual(BEFORE_US);
    expect(finished(world)).toEqual(first);
  });

  test.each([0, BEFORE_US])('at %d µs under another rule ends as the run that always had the rule', (us) => {
    const proRata = Unwind.load('adl-queue', { sets: ['venues.a.adl.policy=pro-rata'] });
    const world = opened(us);
    const changed = finished(Unwind.fork(world, proRata));
    const always = Unwind.build(proRata, 1);
    expect(changed.outcomeDigest).toBe(finished(always).outcomeDigest);
    expect(changed.adl).toEqual(Unwind.summary(always).adl);
    expect(finished(world).outcomeDigest).not.toBe(changed.outcomeDigest);
    expect(changed.changes).toMatchObject([
      {
        by: expect.stringMatching(/^from 2025-01-01T00:00:0/),
        path: 'venues.a.adl.policy',
        after: 'pro-rata',
      },
    ]);
  });

  test.each([
    ['venues.a.insurance.majors=5_000 USD', 'engine.'],
    ['planted.positions.long.size=9', 'engine.'],
    ['venues.a.thresholds.target=1.2', 'thresholds'],
  ])('refuses %s, which belongs to the opening', (set, place) => {
    const other = Unwind.load('adl-queue', { sets: [set] });
    const world = opened(BEFORE_US);
    expect(() => Unwind.fork(world, other)).toThrow(Unwind.InputError);
    expect(() => Unwind.fork(world, other)).toThrow(place);
    // A refusal leaves the original as it was.
    expect(finished(world).outcomeDigest).toBe(finished(opened(0)).outcomeDigest);
  });
});

test('the version is the one of package.json', () => {
  expect(Unwind.version).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
});
