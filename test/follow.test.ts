import { describe, expect, test } from 'vitest';
import * as Repository from './cast/Repository.js';

/* The walk through the code names files and symbols; a name that has gone sends the reader nowhere. */
const PAGE = 'docs/explanation/follow-one-liquidation.md';
const page = Repository.text(PAGE);
const known = new Set(Repository.files());
const named = [...page.matchAll(/`([\w./-]+\.ts)#(\w+)`/g)].map(([, path, symbol]) => `${path}#${symbol}`);

/** Whether a file declares a name at its top level, exported or not. */
function declares(path: string, symbol: string): boolean {
  return new RegExp(`^(export )?(function|const|interface|type|class) ${symbol}\\b`, 'm').test(
    Repository.text(path),
  );
}

describe(PAGE, () => {
  test('walks through both liquidations, every step with a place in the code', () => {
    const [, crowd = '', account = ''] = page.split(/^## [AB]\. /m);
    for (const [part, least] of [
      [crowd, 11],
      [account, 9],
    ] as const) {
      const steps = part.split(/^\d+\. /m).slice(1);
      expect(steps.length).toBeGreaterThanOrEqual(least);
      for (const step of steps)
        expect([step.slice(0, 40), step.includes('.ts#') || /A 10/.test(step)]).toEqual([
          step.slice(0, 40),
          true,
        ]);
    }
    expect(named.length).toBeGreaterThan(50);
  });

  test.each([...new Set(named)])('%s exists', (name) => {
    const [path, symbol] = name.split('#') as [string, string];
    expect([path, known.has(path)]).toEqual([path, true]);
    expect([symbol, declares(path, symbol)]).toEqual([symbol, true]);
  });
});
