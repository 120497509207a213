import { expect, test } from 'vitest';
import * as Auditor from './Auditor.js';
import * as Ledger from './Ledger.js';

/** Money of an outside world (account 0) with two users, one lender (account 3), one market. */
function books(change: (ledger: Ledger.Ledger) => void = () => undefined): Auditor.Books {
  const ledger = Ledger.create(['USD', 'debt/USD']);
  const outside = Ledger.open(ledger, 0, 0, true);
  const [first, second] = [Ledger.open(ledger, 1, 0), Ledger.open(ledger, 2, 0)];
  const clearing = Ledger.open(ledger, 4, 0, true);
  const [debt, claim] = [Ledger.open(ledger, 1, 1, true), Ledger.open(ledger, 3, 1, true)];
  Ledger.post(ledger, outside, first, 1000);
  Ledger.post(ledger, outside, second, 500);
  Ledger.post(ledger, clearing, second, 30);
  Ledger.post(ledger, debt, claim, 7);
  change(ledger);
  return {
    ledger,
    markets: [{ name: 'BTC', clearing, lots: [5, -2, -3], entries: [100, -40, -30] }],
    creditors: [{ account: 3, debtors: [1, 2] }],
    defaults: [{ id: 9, lossAtoms: 12, parts: [5, 7] }],
    losses: 1.2,
    payers: { adl: 0.5, insurance: 0.7 },
  };
}

const ids = (one: Auditor.Books) => Auditor.audit(one, 1).map((finding) => finding.id);

test('sound books have no finding', () => {
  expect(Auditor.audit(books(), 1)).toEqual([]);
});

test('a total is exact where floats would round it: 2^53 and two halves of it', () => {
  const large = 2 ** 53 - 1;
  const one = books((ledger) => {
    for (const atoms of [large, large, -large, -large + 1, 0, 0])
      ledger.balance[Ledger.open(ledger, 0, 0, true)] = atoms;
  });
  expect(Auditor.audit(one, 1)).toEqual([{ id: 'CONSERVE-1', detail: 'USD sums to 1 atoms' }]);
});

test('a cell past the safe integers and a user below zero are named', () => {
  const past = books((ledger) => {
    ledger.balance[0] = -(2 ** 53);
  });
  expect(Auditor.audit(past, 1)[0]).toEqual({
    id: 'LEDGER-2',
    detail: 'cell 0 of account 0 holds -9007199254740992 atoms of USD',
  });
  const below = books((ledger) => {
    ledger.balance[1] = -1;
    ledger.balance[0] = -499;
  });
  expect(ids(below)).toEqual(['LEDGER-1']);
});

test('positions, their cost, and debts are held against each other', () => {
  const sound = books();
  const market = sound.markets[0]!;
  expect(ids({ ...sound, markets: [{ ...market, lots: [5, -2] }] })).toEqual(['CONSERVE-2']);
  expect(ids({ ...sound, markets: [{ ...market, entries: [100, -40, -31] }] })).toEqual(['CONSERVE-3']);
  expect(ids({ ...sound, creditors: [{ account: 3, debtors: [2] }] })).toContain('CONSERVE-4');
  expect(ids({ ...sound, creditors: [{ account: 1, debtors: [3] }] })).toEqual(['CONSERVE-4', 'CONSERVE-4']);
});

test('a default lacks a payer by one atom, and the totals by a cent', () => {
  const sound = books();
  expect(ids({ ...sound, defaults: [{ id: 9, lossAtoms: 12, parts: [5, 6] }] })).toEqual(['LOSS-1']);
  expect(ids({ ...sound, payers: { adl: 0.5, insurance: 0.69 } })).toEqual(['LOSS-1']);
});
