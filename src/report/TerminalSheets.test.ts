import { expect, test } from 'vitest';
import * as Crash from '../../test/cast/SyntheticCrash.js';
import * as Story from '../analysis/Story.js';
import type { Summary } from '../analysis/Summary.js';
import * as Figure from './Figure.js';
import * as TerminalSheets from './TerminalSheets.js';

const series = Crash.series();
const plain = Crash.summary(series);
const usd = { stockUsd: 1, stockLeftUsd: 0, equityUsd: 1e8, equityLeftUsd: 5e6 };
const summary: Summary = {
  ...plain,
  assets: [...plain.assets, { id: 'USDE', class: 'synthetic', openUsd: 1 }],
  markets: [
    ...plain.markets,
    {
      ...plain.markets[0]!,
      symbol: 'USDE/USDT',
      open: 1,
      low: 0.65,
      low1mVwap: 0.79,
      close: 0.98,
      maxDrawdown: 0.35,
    },
  ],
  issuers: [
    { asset: 'USDE', supplyStart: 14.7e9, supplyEnd: 12.6e9, redeemed: 2.2e9, minBackingRatio: 1.0132 },
  ],
  lending: [
    {
      protocol: 'aave',
      liquidatedUsd: 3e6,
      badDebtUsd: 1e6,
      maxUtilization: 0.9,
      liquidatedByCollateral: { ETH: 3e6 },
      refused: {},
    },
  ],
  loops: [
    { place: 'a', product: 'whale', collateral: 'USDE', opened: 20, unwound: 5, liquidated: 15, ...usd },
  ],
  accounts: [
    {
      name: 'mine',
      kind: 'account',
      venue: 'a',
      about: 'long 10 ETH/USDT',
      accounts: 1,
      fate: 'liquidated',
      at: '2025-10-10T21:15:07.000Z',
      market: 'ETH/USDT',
      price: 3987.2,
      id: 7,
      startUsd: 4370,
      endUsd: 12,
      closedUsd: 39_000,
      beyondUsd: 0,
      payers: {},
    },
  ],
};

const rows = (title: string, of = summary) =>
  TerminalSheets.list(of)
    .find(({ head }) => head[0] === title)
    ?.rows.map((row) => row.join(' | '));

test('prices: every coin meant to be worth a dollar, the coins that lead, and the median of each class', () => {
  const prices = rows('prices')!;
  expect(prices[0]).toMatch(/^a spot USDE\/USDT \| 1 \| 0\.79 \| 0\.65 \| 0\.98 \| 35%/);
  expect(prices.some((row) => row.startsWith('a perp BTC/USDT'))).toBe(true);
  expect(prices.some((row) => /^a median of 15 alts .* \| 6\d(\.\d)?%/.test(row))).toBe(true);
});

test('issuers, lenders with their collateral, loops and own accounts are there where a run has them', () => {
  expect(rows('issued')).toEqual(['USDE | $14.7bn | $12.6bn | −14.3% | $2.2bn | 101.3%']);
  expect(rows('lending')).toEqual(['aave | $3M | $1M | 90%', '  collateral ETH | $3M |  | ']);
  expect(rows('loops')).toEqual(['whale on a | 20 | 5 | 15 | $100M | $5M']);
  expect(rows('your accounts')).toEqual([
    'mine on a | long 10 ETH/USDT | liquidated | 10-10 21:15:07 | ETH/USDT mark 3 987 | −$4.36k',
  ]);
  for (const title of ['issued', 'lending', 'loops', 'your accounts'])
    expect(rows(title, plain)).toBeUndefined();
});

test('who paid is told in words, the largest first, and the shares are of all', () => {
  expect(rows('who paid')![0]).toBe('deleveraged winners | $1.19bn | 61.3%');
  expect(rows('who paid')!.at(-1)).toBe('all losses | $1.94bn | 100%');
});

test('the story names what fell in one sentence and no number is missing', () => {
  const lines = TerminalSheets.story(Story.tell(summary, series), Figure.of({ summary, series }));
  expect(lines[0]).toMatch(
    /^From high to low BTC fell by 17\.\d%, ETH by 2\d(\.\d)?% and the median alt by 6\d/,
  );
  expect(lines[0]).toContain('USDE traded at 0.79 on a');
  expect(lines.join('\n')).not.toMatch(/[{}]|NaN|undefined/);
});

test('a study has one line a run', () => {
  expect(TerminalSheets.study([summary, { ...summary, seed: 2 }]).rows.map(([seed]) => seed)).toEqual([
    '1',
    '2',
  ]);
});
