import { describe, expect, test } from 'vitest';
import * as Advance from '../../src/run/Advance.js';
import * as WorldAudit from '../../src/run/WorldAudit.js';
import * as LendingBank from '../cast/LendingBank.js';
import * as Repository from '../cast/Repository.js';

/** What a kind of lending protocol promises; the laws below hold for all of them. */
export interface Subject {
  readonly kind: string;
  /** The file's entry without people; nothing of the interest and the bonus goes to the protocol in USDT. */
  readonly entry: string;
  /** What is owed when no collateral is left: the depositors' loss at once, the protocol's deficit, or it stays a debt. */
  readonly badDebt: 'loss' | 'deficit' | 'stays';
  /** Atoms by which one act may round what is there against what is claimed, per act and per position. */
  readonly atoms: number;
}

const { ETH, USDT, PEOPLE } = LendingBank;
const STEPS = 240;
const OPS = ['supply', 'withdraw', 'borrow', 'repay'] as const;

export function conforms(subject: Subject): void {
  const open = (seed = 1) => LendingBank.open(subject.entry, seed);
  describe(`${subject.kind} is a lending protocol`, () => {
    test('it opens lent and whole', () => opens(open(), subject));
    test('what is refused changes nothing, and is counted', () => refuses(open()));
    test('a deposit and its withdrawal, a loan and its repayment, bring nobody an atom', () =>
      returns(open()));
    test('debts grow with the rate, deposits never shrink, cash stays', () => accrues(open()));
    test('a liquidation lowers debt and collateral, pays the liquidator, and only below the line', () =>
      liquidates(open(), subject));
    test.each([1, 2])(`${STEPS} random acts keep the laws: walk %d`, (seed) => walks(open(seed), subject));
    test('it is a folder and a line: nobody else names it', () => stands(subject.kind));
  });
}

function opens(bank: LendingBank.Bank, subject: Subject): void {
  const { lending, kind, world } = bank;
  expect(lending.kind).toBe(subject.kind);
  expect(lending.assets.map((asset) => world.engine.assets[asset]!.symbol)).toEqual(['USDT', 'ETH']);
  expect(kind.read.level(lending.book, USDT).utilization).toBeCloseTo(0.8, 4);
  expect(Math.abs(LendingBank.surplus(bank, USDT))).toBeLessThanOrEqual(subject.atoms * lending.owner.length);
  expect(WorldAudit.run(world.engine, [])).toEqual([]);
}

function refuses(bank: LendingBank.Bank): void {
  const { lending, world, kind } = bank;
  expect(LendingBank.act(bank, 'supply', 0, ETH, 100e6)).toBe('');
  const cash = kind.read.level(lending.book, USDT).cash;
  const tries: [string, () => string][] = [
    ['a loan beyond the line', () => LendingBank.act(bank, 'borrow', 0, USDT, 399_000e4)],
    ['a loan without collateral', () => LendingBank.act(bank, 'borrow', 1, USDT, 1e4)],
    ['nothing', () => LendingBank.act(bank, 'supply', 1, USDT, 0)],
    ['a repayment of no debt', () => LendingBank.act(bank, 'repay', 1, USDT, 1e4)],
    ['a withdrawal of no deposit', () => LendingBank.act(bank, 'withdraw', 1, ETH, 1e6)],
    ['a loan of what cannot be borrowed', () => LendingBank.act(bank, 'borrow', 0, ETH, 1e6)],
    ['more than the cash', () => LendingBank.act(bank, 'borrow', 0, USDT, cash + 1)],
    ...[-1, 2, -1, 2].map((by, i): [string, () => string] => [
      'a liquidation of a healthy loan',
      () => LendingBank.liquidate(bank, { by, position: 0, atoms: 1e8, isClaim: i > 1 }),
    ]),
  ];
  for (const [name, attempt] of tries) {
    const before = LendingBank.state(bank);
    expect([name, attempt()]).toEqual([name, expect.stringMatching(/./)]);
    expect([name, LendingBank.state(bank)]).toEqual([name, before]);
  }
  expect(Object.values(lending.tally.refused).reduce((sum, n) => sum + n, 0)).toBe(tries.length);
  expect(WorldAudit.run(world.engine, [])).toEqual([]);
}

function returns(bank: LendingBank.Bank): void {
  const usdt = LendingBank.balance(bank, 1, USDT);
  const { position } = bank.people[1]!;
  for (const atoms of [1, 7, 123_456_789]) {
    LendingBank.act(bank, 'supply', 1, USDT, atoms);
    LendingBank.act(bank, 'withdraw', 1, USDT, atoms);
    expect(LendingBank.balance(bank, 1, USDT)).toBeLessThanOrEqual(usdt);
  }
  expect(LendingBank.act(bank, 'supply', 1, ETH, 100e6)).toBe('');
  expect(LendingBank.act(bank, 'borrow', 1, USDT, 100_000e4 + 1)).toBe('');
  expect(LendingBank.owed(bank, position, USDT)).toBeGreaterThanOrEqual(100_000e4 + 1);
  expect(LendingBank.act(bank, 'repay', 1, USDT, 1e12)).toBe('');
  expect(LendingBank.owed(bank, position, USDT)).toBe(0);
  expect(LendingBank.act(bank, 'withdraw', 1, ETH, 1e12)).toBe('');
  expect(LendingBank.balance(bank, 1, USDT)).toBeLessThanOrEqual(usdt);
  expect(LendingBank.balance(bank, 1, USDT)).toBeGreaterThan(usdt - 20);
}

function accrues(bank: LendingBank.Bank): void {
  const { lending, kind, world } = bank;
  const all = (of: typeof LendingBank.owed) => lending.owner.map((_, p) => of(bank, p, USDT));
  kind.act.accrue(lending.book, world.engine.kernel.nowUs);
  const [debts, deposits] = [all(LendingBank.owed), all(LendingBank.deposit)];
  const { cash, borrowRate } = kind.read.level(lending.book, USDT);
  Advance.advance(world, 3600e6, Number.POSITIVE_INFINITY);
  kind.act.accrue(lending.book, world.engine.kernel.nowUs);
  const year = 365 * 24;
  // Interest may be rounded by an atom in each of the hour's blocks.
  all(LendingBank.owed).forEach((atoms, p) => {
    const grown = debts[p]! * (1 + borrowRate / year);
    expect(Math.abs(atoms - grown)).toBeLessThanOrEqual(2 + 3600 / 12 + 1e-9 * grown);
  });
  all(LendingBank.deposit).forEach((atoms, p) => {
    expect(atoms).toBeGreaterThanOrEqual(deposits[p]!);
  });
  expect(kind.read.level(lending.book, USDT).cash).toBe(cash);
}

/** Person 0 owes half of his collateral's worth; its price falls to a part of what it was. */
function liquidates(bank: LendingBank.Bank, subject: Subject): void {
  const { lending, people, world } = bank;
  const { position } = people[0]!;
  LendingBank.act(bank, 'supply', 0, ETH, 100e6);
  expect(LendingBank.act(bank, 'borrow', 0, USDT, 200_000e4)).toBe('');
  for (const [ratio, isDeep] of [
    [0.6, false],
    [0.3, true],
  ] as const) {
    lending.price[ETH] = 4000 * ratio;
    expect(LendingBank.isLow(bank, position)).toBe(true);
    const surplus = LendingBank.surplus(bank, USDT);
    const written = call(
      bank,
      { by: 1, position, atoms: isDeep ? 1e13 : 1e8, isClaim: false },
      subject.atoms,
    );
    expect(written > 0).toBe(isDeep && subject.badDebt !== 'stays');
    const change = LendingBank.surplus(bank, USDT) - surplus + (subject.badDebt === 'deficit' ? written : 0);
    expect(Math.abs(change)).toBeLessThanOrEqual(subject.atoms * lending.owner.length);
  }
  expect(LendingBank.deposit(bank, position, ETH)).toBe(0);
  expect(LendingBank.owed(bank, position, USDT) > 0).toBe(subject.badDebt === 'stays');
  expect(WorldAudit.run(world.engine, [])).toEqual([]);
}

/** One call that is allowed, against its quote; atoms of bad debt. */
function call(bank: LendingBank.Bank, wanted: LendingBank.Wanted, slack: number): number {
  const { lending, kind, people } = bank;
  const { by, position, isClaim } = wanted;
  const look = () => ({
    owed: LendingBank.owed(bank, position, USDT),
    pledged: LendingBank.deposit(bank, position, ETH),
    paid: LendingBank.balance(bank, by, USDT),
    got: LendingBank.balance(bank, by, ETH) + LendingBank.deposit(bank, people[by]!.position, ETH),
  });
  const before = look();
  const cover = Math.min(wanted.atoms, before.paid);
  const receiver = isClaim ? people[by]!.position : -1;
  const quote = kind.quote(lending.book, lending.price, {
    position,
    collateral: ETH,
    debt: USDT,
    cover,
    receiver,
  });
  if (typeof quote === 'string') {
    expect(LendingBank.liquidate(bank, wanted)).toBe(quote);
    return 0;
  }
  expect(LendingBank.liquidate(bank, wanted)).toBe('');
  const after = look();
  const near = (x: number, y: number) => expect(Math.abs(x - y)).toBeLessThanOrEqual(slack);
  const { repaid, seized, fee, badDebt } = quote;
  expect(repaid > 0 && repaid <= cover && seized > 0).toBe(true);
  expect(before.paid - after.paid).toBe(repaid);
  near(after.got - before.got, seized);
  near(before.owed - after.owed, repaid + badDebt[USDT]!);
  near(before.pledged - after.pledged, seized + fee);
  const usd = (reserve: number, atoms: number) => (atoms / lending.units[reserve]!) * lending.price[reserve]!;
  expect(usd(ETH, seized) * (1 + 1e-6) + usd(USDT, 1)).toBeGreaterThan(usd(USDT, repaid));
  if (badDebt[USDT]! > 0) expect(after).toMatchObject({ owed: 0, pledged: 0 });
  return badDebt[USDT]!;
}

/** Acts of any kind at prices that jump and in blocks that pass; every law after every act. */
function walks(bank: LendingBank.Bank, subject: Subject): void {
  const { world, lending } = bank;
  const seen: Record<string, number> = {};
  let written = 0;
  let roundings = 2 * lending.owner.length;
  for (let i = 1; i <= STEPS; i++) {
    const surplus = LendingBank.surplus(bank, USDT);
    const [name, lost] = step(bank, subject, i);
    seen[name] = (seen[name] ?? 0) + 1;
    written += subject.badDebt === 'deficit' ? lost : 0;
    roundings++;
    // Passing time alone adds what debts compound beyond what deposits earn.
    if (name === 'time') roundings += 1e-9 * LendingBank.owed(bank, 0, USDT);
    else expect(Math.abs(LendingBank.surplus(bank, USDT) - surplus)).toBeLessThan(lost + 1e3);
    expect([i, Math.abs(LendingBank.surplus(bank, USDT) + written)]).toEqual([
      i,
      expect.toSatisfy((n: number) => n <= subject.atoms * roundings),
    ]);
    expect([i, WorldAudit.run(world.engine, [])]).toEqual([i, []]);
  }
  for (const name of [...OPS, 'liquidate', 'refused'])
    expect([name, (seen[name] ?? 0) > 3]).toEqual([name, true]);
}

function step(bank: LendingBank.Bank, subject: Subject, i: number): [name: string, lost: number] {
  const { draw, world, lending, people } = bank;
  const x = draw();
  if (i % 8 === 0) {
    Advance.advance(world, world.engine.kernel.nowUs + 24e6, Number.POSITIVE_INFINITY);
    return ['time', 0];
  }
  if (x < 0.3) lending.price[ETH] = 4000 * (0.3 + 0.8 * draw());
  const low = people.findIndex(({ position }) => LendingBank.isLow(bank, position));
  if (low >= 0 && draw() < 0.6) {
    const by = (low + 1 + Math.floor(draw() * (PEOPLE - 1))) % PEOPLE;
    const wanted = {
      by,
      position: people[low]!.position,
      atoms: draw() < 0.4 ? 1e13 : Math.floor(1e9 * draw()),
      isClaim: draw() < 0.3,
    };
    return ['liquidate', call(bank, wanted, subject.atoms)];
  }
  return [attempt(bank, Math.floor(draw() * PEOPLE)), 0];
}

function attempt(bank: LendingBank.Bank, person: number): string {
  const { draw, people } = bank;
  const op = OPS[Math.floor(draw() * OPS.length)]!;
  const reserve = draw() < 0.5 ? USDT : ETH;
  const atoms = Math.floor((reserve === USDT || op === 'borrow' ? 12e9 : 300e6) * draw() * draw());
  const { position } = people[person]!;
  const wasLow = LendingBank.isLow(bank, position);
  const before = LendingBank.state(bank);
  const reason = LendingBank.act(bank, op, person, op === 'borrow' || op === 'repay' ? USDT : reserve, atoms);
  if (reason !== '') expect(LendingBank.state(bank)).toEqual(before);
  else if (op === 'borrow' || op === 'withdraw' || !wasLow)
    expect(LendingBank.isLow(bank, position)).toBe(false);
  return reason === '' ? op : 'refused';
}

function stands(kind: string): void {
  // Questions are asked in the terms of a protocol; the engine below them knows none.
  const own = new RegExp(`^src/(chain/lending/(${kind}/|Registry|Family)|position/|protocol/)`);
  const others = Repository.files().filter((path) => /^src\/.*\.ts$/.test(path) && !own.test(path));
  expect(others.filter((path) => Repository.text(path).includes(`'${kind}'`))).toEqual([]);
}
