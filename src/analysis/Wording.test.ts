import { expect, test } from 'vitest';
import * as Crash from '../../test/cast/SyntheticCrash.js';
import * as Wording from './Wording.js';

const subject = { summary: Crash.summary(Crash.series()), series: undefined };
const none = {
  ...subject,
  summary: {
    ...subject.summary,
    liquidations: { ...subject.summary.liquidations, notionalUsd: 0, accounts: 1 },
    adl: { ...subject.summary.adl, notionalUsd: 0 },
  },
};

test('a sum of nothing is left out, up to the end of its sentence', () => {
  const text =
    'Liquidations begin on a: {liquidations.trueUsd} in all on a, {liquidations.longShare} of it longs. Next: 3.';
  expect(Wording.adapt(text, subject)).toBe(text);
  expect(Wording.adapt(text, none)).toBe('Liquidations begin on a. Next: 3.');
});

test('one account is no plural', () => {
  const text = 'Positions were liquidated ({liquidations.accounts} accounts).';
  expect(Wording.adapt(text, subject)).toBe(text);
  expect(Wording.adapt(text, none)).toBe('Positions were liquidated ({liquidations.accounts} account).');
});

test('a clause whose number the run does not have stays', () => {
  const text = 'Winners: {nothing.usd} of positions in all, later.';
  expect(Wording.adapt(text, none)).toBe(text);
});
