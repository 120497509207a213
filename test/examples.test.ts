import { afterEach, describe, expect, test, vi } from 'vitest';
import * as Unwind from '../src/node.js';
import * as Repository from './cast/Repository.js';

/** What each example says; they import `unwind`, which the configuration of the tests points at src/node.ts. */
const SAYS: Readonly<Record<string, readonly RegExp[]>> = {
  '1-run-a-scenario': [/BTC fell by 9\.6%/, /Liquidations begin on a/, /^75 events, 2 rows/m],
  '2-change-a-value': [/pool of 1_000 USD: deleveraged \$850085/, /pool of 100_000 USD: deleveraged \$0/],
  '3-fork-under-another-rule': [/^queue/m, /^pro-rata .*from 2025-01-01T00:00:04Z/m, /short-c: deleveraged/],
  '4-seeds': [/^seed\tfall\.a\.BTC/m, /^1\t0\.143/m, /^5\t0\.046/m],
  '5-a-world-of-your-own': [/my-long: liquidated at 2025-01-01T00:00:1/, /my-hedge: held/],
  '6-a-position': [
    /exposure \$368928, 28\.1% a year/,
    /^liquidated 12\.2% below/m,
    /^in the crash: liquidated, held, liquidated/m,
  ],
  '7-a-lending-market': [/^83%: liquidated \$970500, bad debt \$46837/m, /^90%: liquidated \$810000/m],
};
const examples = Repository.files().filter((path) => /^examples\/.*\.mjs$/.test(path));

afterEach(() => vi.restoreAllMocks());

describe('examples', () => {
  test('each is in the list', () => {
    expect(examples).toEqual(Object.keys(SAYS).map((name) => `examples/${name}.mjs`));
  });

  test.each(Object.entries(SAYS))('%s runs, in under 40 lines', async (name, said) => {
    expect(Repository.text(`examples/${name}.mjs`).split('\n').length).toBeLessThan(40);
    const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await import(`${Repository.ROOT}examples/${name}.mjs`);
    const text = print.mock.calls.map((words) => words.join(' ')).join('\n');
    for (const words of said) expect(text).toMatch(words);
  });
});

describe('docs/reference/library.md', () => {
  const page = Repository.text('docs/reference/library.md');
  const snippets = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1]!);

  /** `expression; // value` states what a line gives. */
  function checked(snippet: string): string {
    const body = snippet.replace(/^import \{(.*)\} from 'unwind';$/m, 'const {$1} = unwind;');
    return body.replace(
      /^(?!const|for|import|let)(.+); \/\/ (.+)$/gm,
      (_, code, value) => `told(${code}, ${value});`,
    );
  }

  test.each(snippets.map((snippet, i) => [i + 1, snippet] as const))(
    'snippet %i gives what it says',
    (_, snippet) => {
      let claims = 0;
      const told = (found: unknown, stated: unknown) => {
        claims++;
        expect(found).toEqual(stated);
      };
      new Function('unwind', 'told', 'console', checked(snippet))(Unwind, told, { log: () => undefined });
      expect(claims).toBeGreaterThan(0);
    },
  );

  test('names everything that the package exports', () => {
    const missing = Object.keys(Unwind).filter((name) => !page.includes(`\`${name}`));
    expect(missing).toEqual([]);
  });
});

describe('the browser entry', () => {
  const modules = new Map(Repository.modules(['src']).map((module) => [module.path, module]));

  /** Everything that it imports at run time, directly or not. */
  function closure(path: string, seen = new Set<string>()): Set<string> {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const one of modules.get(path)?.imports ?? []) if (!one.typeOnly) closure(one.from, seen);
    return seen;
  }

  test('reaches nothing of Node, of the command line, or of studies', () => {
    const reached = [...closure('src/browser.ts')];
    expect(reached.length).toBeGreaterThan(100);
    const packages = reached.filter((path) => !path.startsWith('src/')).sort();
    expect(packages).toEqual(['simple-statistics', 'yaml', 'zod']);
    expect(reached.filter((path) => /^src\/(cli|study|node\.ts)/.test(path))).toEqual([]);
    expect([...closure('src/node.ts')]).toContain('node:fs');
  });

  test('offers the names of the Node entry', () => {
    const namesOf = (path: string) => Repository.exportsOf(modules.get(path)!).sort();
    expect(namesOf('src/browser.ts')).toEqual(namesOf('src/node.ts'));
    expect(namesOf('src/browser.ts')).toContain('run');
  });
});
