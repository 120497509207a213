import { afterEach, describe, expect, test, vi } from 'vitest';
import * as Unwind from '../src/node.js';
import * as Repository from './cast/Repository.js';

/** What each example says; they import `unwind`, which the configuration of the tests points at src/node.ts. */
const SAYS: Readonly<Record<string, readonly RegExp[]>> = {
  '1-run-a-scenario': [/BTC fell by 9\.6%/, /Liquidations begin on a/, /^75 events, 2 rows/m],
  '2-change-a-value': [/pool of 1_000 USD: deleveraged \$850085/, /pool of 100_000 USD: deleveraged \$0/],
  '3-fork-under-another-rule': [/queue:/, /pro-rata:/, /from 2025-01-01T00:00:04Z/],
  '4-seeds': [/^seed\tfall\.a\.BTC/m, /^1\t0\.143/m, /^5\t0\.046/m],
  '5-a-world-of-your-own': [/my-long: liquidated at 2025-01-01T00:00:1/, /my-hedge: held/],
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
