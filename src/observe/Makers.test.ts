import { expect, test } from 'vitest';
import * as Makers from './Makers.js';

const venues = [
  { id: 'a', index: 0, margin: 'unified' },
  { id: 'd', index: 1, margin: 'cash' },
];

test('makers are those who were shown, by venue with margin accounts; leverage stops at their first liquidation', () => {
  const shown = [0, 0, 1].map((venue, i) => ({ channel: 'makers', venue, accounts: [i] }) as const);
  const [makers, ...others] = Makers.create({ venues } as never, shown);
  expect([makers!.venue, makers!.accounts, others]).toEqual(['a', [0, 1], []]);
  const state = [0, 0];
  const look = (gross: number, equity: number) =>
    Makers.look(makers!, { accounts: { state } } as never, () => ({ gross, equity }));
  look(20, 10);
  look(30, 10);
  look(24, 10);
  expect(makers).toMatchObject({ leverageOpen: 2, leveragePeak: 3, leverageBefore: 2.4 });
  state[1] = 3;
  look(100, 10);
  expect(makers).toMatchObject({ leverageBefore: 2.4, leveragePeak: 3, liquidated: true });
});
