import { describe, expect, test } from 'vitest';
import * as PositionDoor from '../src/position/PositionDoor.js';
import * as Repository from './cast/Repository.js';
import * as Worlds from './cast/Worlds.js';

/* docs/reference/worked-positions.md, question by question: what was worked by hand is what the answer says. */
const page = Repository.text('docs/reference/worked-positions.md');
const sections = page
  .split(/^## /m)
  .slice(1)
  .map((text) => {
    const title = text.slice(0, text.indexOf('\n'));
    const yaml = /```yaml\n([\s\S]*?)```/.exec(text)![1]!;
    const numbers = [...text.matchAll(/^\| `([^`]+)` \| (\S+) \|/gm)].map(
      ([, path, value]) => [path!, Number(value)] as const,
    );
    return { title, yaml, numbers };
  });

type Answer = PositionDoor.Answer;
type Key = 'call' | 'liquidation' | 'zeroEquity' | 'badDebt';

const NAMED: Readonly<Record<string, (answer: Answer) => number | null>> = {
  exposure: ({ size }) => size.exposureUsd,
  debt: ({ size }) => size.debtUsd,
  equity: ({ size }) => size.equityUsd,
  leverage: ({ size }) => size.leverage,
  ratio: ({ size }) => size.ratio,
  apy: ({ income }) => income.apy,
  netUsd: ({ income }) => income.netUsd,
  breakEvenBorrow: ({ income }) => income.breakEvenBorrow,
  breakEvenFunding: ({ income }) => income.breakEvenFunding,
};

function numberOf(answer: Answer, path: string): number | null | undefined {
  const named = NAMED[path];
  if (named) return named(answer);
  const [direction, asset, key] = path.split('.') as [string, string, Key];
  return answer.levels.find((one) => one.direction === direction && one.asset === asset)?.[key]?.price;
}

const ask = (text: string) =>
  PositionDoor.answer(PositionDoor.read(Worlds.library(), { file: { name: 'mine.yaml', text }, flags: {} }));

test('there are twenty-two of them', () => {
  expect(sections).toHaveLength(22);
});

describe.each(sections)('$title', ({ yaml, numbers }) => {
  const answer = ask(yaml);
  test.each(numbers)('%s is %d', (path, value) => {
    const found = numberOf(answer, path)!;
    // What is written has seven digits; prices of the protocols have eight places.
    expect(Math.abs(found - value)).toBeLessThanOrEqual(2e-6 * Math.abs(value));
  });
});

test('the first is the press example', () => {
  const { size, levels } = ask(sections[0]!.yaml);
  expect(Math.round(size.exposureUsd)).toBe(368_928);
  const fall = levels.find(({ asset }) => asset === 'USDE')!;
  expect((100 * fall.liquidation!.move).toFixed(1)).toBe('-12.2');
  expect((100 * fall.zeroEquity!.move).toFixed(1)).toBe('-27.1');
});

test('a gain that covers the whole position has no level, and nothing owed has none either', () => {
  expect(ask(sections[17]!.yaml).levels).toEqual([]);
  expect(ask(sections[19]!.yaml).levels).toEqual([]);
});
