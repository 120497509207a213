import { expect, test } from 'vitest';
import type { Headline } from './Headline.js';
import * as ValidationTable from './ValidationTable.js';

function sample(seed: number, fall: number, leverage: number): ValidationTable.Sample {
  const headlines: Headline[] = [
    {
      key: 'fall',
      title: 'BTC | fall',
      unit: 'percent',
      documented: 0.168,
      band: [0.12, 0.2],
      isTold: true,
      value: fall,
    },
    {
      key: 'leverage',
      title: 'leverage',
      unit: 'times',
      documented: null,
      band: [2, null],
      isTold: false,
      value: leverage,
    },
    {
      key: 'coin',
      title: 'coin',
      unit: 'percent',
      documented: 0.9,
      band: undefined,
      isTold: false,
      value: fall,
    },
  ];
  return { seed, headlines };
}

test('the reality check says for each number whether band and record are met', () => {
  const text = ValidationTable.realityCheck([
    sample(1, 0.15, 1.5),
    sample(2, 0.17, 1.8),
    sample(3, 0.19, 2.5),
  ]);
  expect(text.split('\n').slice(2)).toEqual([
    '| BTC \\| fall | 16.8% | 15.2% to 18.8% | 17% | 12% to 20% | yes | yes |',
    '| leverage | – | 1.53× to 2.43× | 1.8× | at least 2× | **no** | – |',
    '| coin | 90% | 15.2% to 18.8% | 17% | – | – | **no** |',
    '',
  ]);
});

test('stories are compared with the same seeds of the base only', () => {
  const base = [1, 2, 3, 4].map((seed) => sample(seed, seed === 4 ? 0.9 : 0.16 + seed / 100, 2));
  const story = {
    name: 'adl-off',
    title: 'no ADL',
    samples: [1, 2, 3].map((seed) => sample(seed, 0.1 + seed / 100, 2)),
  };
  const lines = ValidationTable.stories(base, [story], ['fall', 'leverage']).split('\n').slice(2);
  expect(lines).toEqual([
    '| `adl-off` no ADL | BTC \\| fall | 18% | 12% | −6 points | −6 points to −6 points | lowers | 3 |',
    '|  | leverage | 2× | 2× | 0× | 0× to 0× | not statistically significant | 3 |',
    '',
  ]);
});

test('no runs give a table without rows', () => {
  expect(ValidationTable.realityCheck([]).split('\n')).toHaveLength(3);
});
