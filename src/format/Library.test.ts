import { describe, expect, it } from 'vitest';
import { InputError, type Issue } from './InputError.js';
import * as Library from './Library.js';
import * as Override from './Override.js';
import * as Source from './Source.js';
import * as YamlTree from './YamlTree.js';

function issuesOf(act: () => unknown): readonly Issue[] {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  return [];
}

/** Paths as keys: a packaged file as folder/name, a user's file as it is. */
function library(files: Record<string, string>): Library.Library {
  return {
    read: (folder, name) => files[name.endsWith('.yaml') ? name : `${folder}/${name}`],
    names: (folder) =>
      Object.keys(files)
        .filter((key) => key.startsWith(`${folder}/`))
        .map((key) => key.slice(folder.length + 1)),
  };
}

const FILES = {
  'history/crash': `title: crash
venues:
  - id: a
    preset: big
    fees: { taker: 5bp }
    adl: { policy: ranked }
  - id: b
    adl: { policy: pro-rata }
  - { id: d }
tags: [one, two]
`,
  'presets/big':
    'source: docs\nasOf: 2025-10-01\nfees: { maker: 2bp, taker: 4bp }\nindex: { preset: own }\nadl: { delay: 1s }\n',
  'presets/own': 'source: docs\nasOf: 2025-10-02\nkind: own-book\nwindow: 5min\n',
  'history/crash-lite': `extends: crash
tags: [lite]
venues:
  - id: b
    adl: { policy: none }
  - { id: e }
`,
  'interventions/adl-off':
    'title: No ADL\nstory: N5\nabout: nobody is deleveraged\nset:\n  venues.*.adl.policy: none\n',
  'interventions/fair-index':
    'title: Fair index\nstory: N1\nabout: redemption value\nset:\n  venues.a.index: { kind: redemption, delay: 1s }\n',
  'my/dir/mine.yaml': 'extends: sub/base.yaml\ntitle: mine\n',
  'my/dir/sub/base.yaml': 'extends: crash\ntitle: base\nmore: 1\n',
};

interface Venue {
  id: string;
  fees: { maker: string; taker: string };
  adl: { policy: string };
  index: { kind: string; window?: unknown };
}
interface Shape {
  venues: Venue[];
  [key: string]: unknown;
}

function data(
  name: string,
  sets: string[] = [],
  withs: string[] = [],
  files: Record<string, string> = FILES,
): Shape {
  return YamlTree.toData(Library.compose(library(files), name, { sets, withs }).source.root) as Shape;
}

describe('presets', () => {
  it('lie below the given keys, also inside each other, and are listed with source and date', () => {
    const composed = Library.compose(library(FILES), 'crash', { sets: [], withs: [] });
    expect(data('crash').venues[0]).toEqual({
      id: 'a',
      fees: { maker: '2bp', taker: '5bp' },
      index: { kind: 'own-book', window: '5min' },
      adl: { delay: '1s', policy: 'ranked' },
    });
    expect(composed.presets).toContainEqual({ name: 'own', source: 'docs', asOf: '2025-10-02' });
  });

  it('keep the place of each value through the merge', () => {
    const { source } = Library.compose(library(FILES), 'crash', { sets: [], withs: [] });
    expect(Source.locate(source, ['venues', 0, 'fees', 'maker']).file).toBe('scenarios/presets/big.yaml');
    expect(Source.locate(source, ['venues', 0, 'fees', 'taker'])).toMatchObject({
      file: 'scenarios/history/crash.yaml',
      line: 5,
    });
  });

  it('name the nearest ones when missing, and need source and date', () => {
    const missing = {
      ...FILES,
      'history/crash': FILES['history/crash'].replace('preset: big', 'preset: bigg'),
    };
    expect(issuesOf(() => data('crash', [], [], missing))[0]).toMatchObject({
      file: 'scenarios/history/crash.yaml',
      path: 'preset',
      line: 4,
      column: 13,
      remedy: 'did you mean "big"? Known names: big, own',
    });
    const bare = { ...FILES, 'presets/own': 'kind: own-book\n' };
    expect(issuesOf(() => data('crash', [], [], bare))[0]).toMatchObject({
      path: 'source',
      found: 'no "source"',
    });
  });

  it('refuse a circle', () => {
    const circle = { ...FILES, 'presets/own': 'source: s\nasOf: d\nx: { preset: big }\n' };
    expect(issuesOf(() => data('crash', [], [], circle))[0]!.found).toBe('the circle big > own > big');
  });
});

describe('extends', () => {
  it('merges maps and lists with ids, replaces other lists', () => {
    const lite = data('crash-lite');
    expect(lite.venues.map((venue) => venue.id)).toEqual(['a', 'b', 'd', 'e']);
    expect(lite.venues[1]!.adl.policy).toBe('none');
    expect(lite.tags).toEqual(['lite']);
    expect(lite.title).toBe('crash');
    expect(lite.extends).toBeUndefined();
  });

  it('follows paths from the file that names them', () => {
    expect(data('my/dir/mine.yaml')).toMatchObject({ title: 'mine', more: 1, tags: ['one', 'two'] });
    expect(Library.compose(library(FILES), 'my/dir/mine.yaml', { sets: [], withs: [] }).name).toBe('mine');
  });

  it('replaces a map of another kind', () => {
    const files = {
      'history/x': 'i: { kind: own-book, window: 1s }\n',
      'history/y': 'extends: x\ni: { kind: redemption }\n',
    };
    expect(data('y', [], [], files).i).toEqual({ kind: 'redemption' });
  });

  it('refuses what is missing or circular', () => {
    expect(issuesOf(() => data('crahs'))[0]!.remedy).toContain('did you mean "crash"?');
    expect(issuesOf(() => data('no/such.yaml'))[0]).toMatchObject({
      file: 'no/such.yaml',
      line: 1,
      found: 'no file "no/such.yaml"',
    });
    const circle = { 'history/x': 'extends: y\n', 'history/y': 'extends: x\n' };
    expect(issuesOf(() => data('x', [], [], circle))[0]).toMatchObject({
      found: 'the circle x > y > x',
      line: 1,
      column: 10,
    });
  });
});

describe('overrides', () => {
  it('reach list items by id, all by *, and pass over branches without the path', () => {
    const off = data('crash', ['venues.*.adl.policy=none', 'venues.a.fees.taker=1bp', 'tags.1=three']);
    expect(off.venues.map((venue) => venue.adl?.policy)).toEqual(['none', 'none', undefined]);
    expect(off.venues[0]!.fees).toEqual({ maker: '2bp', taker: '1bp' });
    expect(off.tags).toEqual(['one', 'three']);
  });

  it('read YAML values', () => {
    expect(data('crash', ['venues.a.fees={maker: 1bp, preset: big}']).venues[0]!.fees.maker).toBe('1bp');
    expect(data('crash', ['venues.a.index.window=true']).venues[0]!.index.window).toBe(true);
  });

  it('refuse paths that match nothing with the nearest key', () => {
    const [issue] = issuesOf(() => data('crash', ['venues.a.ald.policy=none']));
    expect(issue).toMatchObject({
      file: '--set venues.a.ald.policy=none',
      line: 1,
      path: 'venues.a.ald.policy',
    });
    expect(issue!.found).toBe('no "ald" under venues.a');
    expect(issue!.remedy).toContain('did you mean "venues.a.adl"?');
    expect(issuesOf(() => data('crash', ['venues.*.adl.polic=none']))[0]!.remedy).toContain(
      'venues.a.adl.policy',
    );
    expect(issuesOf(() => data('crash', ['title.x=1']))[0]!.remedy).toContain('stop at title');
    expect(issuesOf(() => data('crash', ['venues.z.id=1', 'x=2']))).toHaveLength(2);
    expect(issuesOf(() => data('crash', ['novalue']))[0]!.expected).toBe('path=value');
    expect(issuesOf(() => data('crash', ['title="x']))[0]).toMatchObject({
      line: 1,
      expected: 'a closing quote or bracket',
    });
  });

  it('point at the value on the command line', () => {
    expect(Override.read('a.b=x').value.place).toEqual({ file: '--set a.b=x', line: 1, column: 5 });
  });
});

describe('interventions', () => {
  it('are overrides in a file; sets come after them', () => {
    expect(data('crash', [], ['adl-off']).venues[1]!.adl.policy).toBe('none');
    expect(data('crash', ['venues.b.adl.policy=ranked'], ['adl-off']).venues[1]!.adl.policy).toBe('ranked');
    expect(data('crash', [], ['fair-index']).venues[0]!.index).toEqual({ kind: 'redemption', delay: '1s' });
    const composed = Library.compose(library(FILES), 'crash', { sets: [], withs: ['adl-off'] });
    expect(composed.interventions).toEqual([
      { name: 'adl-off', title: 'No ADL', story: 'N5', about: 'nobody is deleveraged', for: undefined },
    ]);
  });

  it('refuse unknown names, keys and paths in their own file', () => {
    expect(issuesOf(() => data('crash', [], ['adl-of']))[0]!.remedy).toContain('did you mean "adl-off"?');
    const files = {
      ...FILES,
      'interventions/bad': 'title: t\nstory: s\nabout: a\nset:\n  venues.*.adI.policy: none\n',
    };
    expect(issuesOf(() => data('crash', [], ['bad'], files))[0]).toMatchObject({
      file: 'scenarios/interventions/bad.yaml',
      line: 5,
      column: 3,
    });
    const extra = { ...FILES, 'interventions/bad': 'title: t\nstory: s\nabout: a\nset: {}\nsets: {}\n' };
    expect(issuesOf(() => data('crash', [], ['bad'], extra))[0]!.remedy).toContain('did you mean "set"?');
  });
});
