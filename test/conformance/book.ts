/** What every order book must do, whatever its data structure. */
import { beforeEach, describe, expect, test } from 'vitest';
import * as Fills from '../../src/mechanisms/book/Fills.js';
import * as Order from '../../src/mechanisms/book/Order.js';
import * as Orders from '../../src/mechanisms/book/Orders.js';
import { type BookFamily, driven, parse, slotOf, table } from './bookText.js';

export function conformsToBook<B extends { selfTrade: number }>(name: string, family: BookFamily<B>): void {
  describe(`${name} is a book`, () => {
    let t = driven(family);
    beforeEach(() => {
      t = driven(family);
    });
    const given = (...lines: string[]) => lines.map((text) => t.place(text));

    test('an empty book answers every question', () => {
      const { book } = t;
      expect([family.bestBid(book), family.bestAsk(book), family.orderCount(book)]).toEqual([-1, -1, 0]);
      expect([family.depth(book, 0, 1), family.depthLots(book, 1, 2 ** 27)]).toEqual([0, 0]);
      expect([family.levelLots(book, 0, 5), family.nextLevel(book, 1, 5)]).toEqual([0, -1]);
      expect(family.impactTicks(book, 0, 1)).toBeNaN();
      expect(t.place('A sell 1')).toBe('cancelled 1');
      expect(t.draw()).toBe('---');
    });

    test('orders queue by price, then by arrival', () => {
      given('A sell 2 @101', 'B sell 3 @101', 'C sell 5 @102', 'D buy 4 @99', 'E buy 1 @100', 'F buy 1 @99');
      expect(t.draw()).toBe(
        table(`
          102 | 5C
          101 | 2A 3B
          ---
          100 | 1E
          99 | 4D 1F`),
      );
      expect(t.place('Z sell 6 @99')).toBe('1E@100 4D@99 1F@99 filled');
      expect(t.draw()).toBe(
        table(`
          102 | 5C
          101 | 2A 3B
          ---`),
      );
    });

    test('a trade happens at the price of the maker, and the remainder rests at the limit of the taker', () => {
      given('A sell 2 @101', 'B sell 3 @103');
      expect(t.place('Z buy 7 @105')).toBe('2A@101 3B@103 rested 2');
      expect(t.fills.notionalTickLots).toBe(2 * 101 + 3 * 103);
      expect(t.draw()).toBe('---\n105 | 2Z');
    });

    test('a partly filled maker keeps its place', () => {
      given('A sell 5 @101', 'B sell 5 @101');
      expect(t.place('Z buy 2 @101')).toBe('2A@101 filled');
      expect(t.fills.makerLeft[0]).toBe(3);
      expect(t.place('Z buy 4 @101')).toBe('3A@101 1B@101 filled');
      expect([t.fills.makerLeft[0], t.fills.makerLeft[1]]).toEqual([0, 4]);
      expect(t.draw()).toBe('101 | 4B\n---');
    });

    test('a reduced order keeps its place, a replaced one loses it', () => {
      given('A sell 5 @101', 'B sell 5 @101');
      const a = slotOf(t.orders, Orders.accountOf, 65);
      expect(family.reduce(t.orders, t.book, a, 4)).toBe(4);
      expect(t.draw()).toBe('101 | 1A 5B\n---');
      expect(family.reduce(t.orders, t.book, a, 0)).toBe(0);
      expect(t.cancel(a)).toBe(1);
      t.place('A sell 1 @101');
      expect(t.draw()).toBe('101 | 5B 1A\n---');
      expect(t.place('Z buy 6 @101')).toBe('5B@101 1A@101 filled');
    });

    test('reducing by everything removes the order', () => {
      given('A buy 5 @10', 'B buy 1 @9');
      expect(family.reduce(t.orders, t.book, slotOf(t.orders, Orders.accountOf, 65), 9)).toBe(5);
      expect([family.bestBid(t.book), family.orderCount(t.book)]).toEqual([9, 1]);
      family.validate(t.orders, t.book);
    });

    test('IOC and market orders never rest', () => {
      given('A sell 2 @101', 'B sell 3 @200');
      expect(t.place('Z buy 4 @101 ioc')).toBe('2A@101 cancelled 2');
      expect(t.place('Z buy 4')).toBe('3B@200 cancelled 1');
      expect(t.place('Z sell 4 @50 ioc')).toBe('cancelled 4');
      expect(t.draw()).toBe('---');
    });

    test('FOK executes in full or leaves the book untouched', () => {
      given('A sell 2 @101', 'B sell 3 @102', 'Z sell 9 @102');
      const before = family.stateHash(t.orders, t.book);
      expect(t.place('Y buy 3 @101 fok')).toBe('rejected: not in full 3');
      expect(t.place('Y buy 15 fok')).toBe('rejected: not in full 15');
      expect(t.place('Z buy 6 @102 fok')).toBe('rejected: not in full 6');
      expect(family.stateHash(t.orders, t.book)).toBe(before);
      expect(t.place('Z buy 5 @102 fok')).toBe('2A@101 3B@102 filled');
      expect(t.place('Y buy 9 fok')).toBe('9Z@102 filled');
    });

    test('post-only rests or is refused', () => {
      given('A sell 2 @101');
      expect(t.place('Z buy 1 @101 post')).toBe('rejected: would take 1');
      expect(t.place('A buy 1 @102 post')).toBe('rejected: would take 1');
      expect(t.place('Z buy 1 post')).toBe('rejected: would take 1');
      expect(t.place('Z buy 1 @100 post')).toBe('rested 1');
      expect(t.place('Z sell 1 @100 post')).toBe('rejected: would take 1');
      expect(t.draw()).toBe('101 | 2A\n---\n100 | 1Z');
    });

    test('reduce-only is clipped to its cap and marked when it rests', () => {
      given('A sell 2 @101');
      expect(t.place('Z buy 9 @101 cap 5')).toBe('2A@101 rested 7');
      expect([t.fills.restedLots, t.fills.cancelledLots]).toEqual([3, 4]);
      expect(Orders.flagsOf(t.orders, t.fills.restedSlot)).toBe(Orders.REDUCE_ONLY);
      expect(t.place('Z buy 9 @101 cap 0')).toBe('rejected: nothing to reduce 9');
      expect(t.place('Z buy 9 @101 cap -3')).toBe('rejected: nothing to reduce 9');
      expect(t.place('Y sell 3 cap 2')).toBe('2Z@101 filled 1');
      expect(t.fills.makerFlags[0]).toBe(Orders.REDUCE_ONLY);
    });

    test('malformed orders are refused', () => {
      const bad = [
        'A buy 0 @5',
        'A buy -1 @5',
        'A buy 1.5 @5',
        'A buy 1 @0',
        'A buy 1 @5.5',
        'A buy 1 @134217729',
      ];
      for (const text of [...bad, 'A buy 1 @5 cap 0.5', 'A buy 1 @NaN'])
        expect(t.place(text)).toMatch('rejected: malformed');
      expect(family.orderCount(t.book)).toBe(0);
    });

    test('fills carry who made them', () => {
      given('A sell 2 @101');
      t.place('Z buy 1 @101');
      const f = t.fills;
      expect([f.makerOwner[0], f.makerOrigin[0], f.makerFlags[0]]).toEqual([650, 6500, 0]);
      expect(Orders.accountOf(t.orders, f.makerSlot[0]!)).toBe(65);
    });

    selfTradeRules(family);
    queries(family);
    handles(family);
  });
}

function selfTradeRules<B extends { selfTrade: number }>(family: BookFamily<B>): void {
  const rows: [policy: number, text: string, drawn: string][] = [
    [Order.EXPIRE_MAKER, '1A@101 3B@102 -2Z rested 2', '---\n102 | 2Z'],
    [Order.EXPIRE_TAKER, '1A@101 expired 5', '102 | 3B\n101 | 2Z\n---'],
    [Order.EXPIRE_BOTH, '1A@101 -2Z expired 5', '102 | 3B\n---'],
    [Order.SELF_TRADE_ALLOWED, '1A@101 2Z@101 3B@102 filled', '---'],
  ];
  for (const [policy, text, drawn] of rows) {
    test(`self-trade policy ${policy}`, () => {
      const t = driven(family, policy);
      for (const line of ['A sell 1 @101', 'Z sell 2 @101', 'B sell 3 @102']) t.place(line);
      expect(t.place('Z buy 6 @102')).toBe(text);
      expect(t.draw()).toBe(drawn);
    });
    test(`forced orders bypass self-trade policy ${policy}`, () => {
      const t = driven(family, policy);
      t.place('Z sell 2 @101');
      expect(t.place('Z buy 3 ioc forced')).toBe('2Z@101 cancelled 1');
    });
  }

  test('an expired maker is reported with all its fields', () => {
    const t = driven(family);
    for (const line of ['Z sell 2 @101 cap 9', 'Z sell 4 @103']) t.place(line);
    const slots = [101, 103].map((ticks) => slotOf(t.orders, Orders.priceOf, ticks));
    expect(t.place('Z buy 1')).toBe('-2Z -4Z cancelled 1');
    const f = t.fills;
    expect([...f.expiredSlot.subarray(0, 2)]).toEqual(slots);
    expect([f.expiredPrice[0], f.expiredPrice[1], f.expiredOwner[0], f.expiredOrigin[1]]).toEqual([
      101, 103, 900, 9000,
    ]);
    expect([f.expiredFlags[0], f.expiredFlags[1]]).toEqual([Orders.REDUCE_ONLY, 0]);
  });

  test('FOK stops counting at an own order that would end it', () => {
    for (const [policy, text] of [
      [Order.EXPIRE_TAKER, 'rejected: not in full 3'],
      [Order.EXPIRE_BOTH, 'rejected: not in full 3'],
      [Order.EXPIRE_MAKER, '1A@101 2B@102 -2Z filled'],
      [Order.SELF_TRADE_ALLOWED, '1A@101 2Z@101 filled'],
    ] as const) {
      const t = driven(family, policy);
      for (const line of ['A sell 1 @101', 'Z sell 2 @101', 'B sell 3 @102']) t.place(line);
      expect(t.place('Z buy 3 fok')).toBe(text);
    }
  });
}

function queries<B extends { selfTrade: number }>(family: BookFamily<B>): void {
  test('levels far apart are walked in order', () => {
    const t = driven(family);
    const far = [1, 2, 31, 32, 33, 1023, 1024, 32768, 1048576, 33554432, 134217728];
    for (const ticks of far) t.place(`A sell 1 @${ticks}`);
    const seen: number[] = [];
    for (let p = family.bestAsk(t.book); p >= 0; p = family.nextLevel(t.book, 1, p)) seen.push(p);
    expect(seen).toEqual(far);
    expect(family.nextLevel(t.book, 1, 34)).toBe(1023);
    expect(family.nextLevel(t.book, 1, 0)).toBe(1);
    expect(family.nextLevel(t.book, 0, 1024)).toBe(-1);
    expect(t.place('B buy 20 @1048576')).toBe(
      `${far
        .slice(0, 9)
        .map((p) => `1A@${p}`)
        .join(' ')} rested 11`,
    );
    expect([family.nextLevel(t.book, 0, 2 ** 27), family.nextLevel(t.book, 0, 1048576)]).toEqual([
      1048576, -1,
    ]);
  });

  test('depth counts up to and including the limit', () => {
    const t = driven(family);
    for (const line of ['A sell 2 @101', 'B sell 3 @101', 'C sell 5 @104', 'D buy 4 @99', 'E buy 1 @97'])
      t.place(line);
    const { book } = t;
    expect([100, 101, 103, 104].map((p) => family.depthLots(book, 1, p))).toEqual([0, 5, 5, 10]);
    expect([100, 101, 104].map((p) => family.depth(book, 1, p))).toEqual([0, 505, 1025]);
    expect([100, 99, 98, 97, 1].map((p) => family.depthLots(book, 0, p))).toEqual([0, 4, 4, 5, 5]);
    expect(family.depth(book, 0, 1)).toBe(4 * 99 + 97);
  });

  test('impact price averages over the levels a notional reaches', () => {
    const t = driven(family);
    for (const line of ['A sell 2 @100', 'B sell 2 @110', 'D buy 4 @50']) t.place(line);
    expect(family.impactTicks(t.book, 1, 0)).toBe(100);
    expect(family.impactTicks(t.book, 1, 200)).toBe(100);
    expect(family.impactTicks(t.book, 1, 310)).toBeCloseTo(310 / 3, 12);
    expect(family.impactTicks(t.book, 1, 420)).toBeCloseTo(105, 12);
    expect(family.impactTicks(t.book, 1, 421)).toBeNaN();
    expect(family.impactTicks(t.book, 0, 200)).toBe(50);
    expect(family.impactTicks(t.book, 0, 201)).toBeNaN();
  });
}

function handles<B extends { selfTrade: number }>(family: BookFamily<B>): void {
  test('a freed slot makes its handle stale, and a foreign slot breaks BOOK-1', () => {
    const t = driven(family);
    t.place('A sell 2 @101');
    const slot = t.fills.restedSlot;
    const generation = Orders.generationOf(t.orders, slot);
    expect(Orders.isLive(t.orders, slot, generation)).toBe(true);
    t.place('Z buy 2 @101');
    expect(Orders.isLive(t.orders, slot, generation)).toBe(false);
    expect(() => family.cancel(t.orders, t.book, slot)).toThrow('BOOK-1');
    t.place('B sell 1 @101');
    expect(t.fills.restedSlot).toBe(slot);
    expect(Orders.isLive(t.orders, slot, generation)).toBe(false);
    expect(() => family.reduce(t.orders, family.create(8), slot, 1)).toThrow('BOOK-1');
  });

  test('a slot never taken belongs to no book', () => {
    const orders = Orders.create(1);
    const book = family.create(0);
    for (let i = 0; i < 2; i++) family.submit(orders, book, parse('A buy 1 @5'), Fills.create());
    expect(orders.capacity).toBeGreaterThan(2);
    expect(() => family.cancel(orders, book, 2)).toThrow('BOOK-1');
    expect(Orders.isLive(orders, 2, 0)).toBe(false);
    expect(Orders.isLive(orders, 1_000_000, 0)).toBe(false);
  });

  test('the state hash sees lots, queue order and policy', () => {
    const hash = (lines: string[], policy?: number) => {
      const t = driven(family, policy);
      for (const line of lines) t.place(line);
      return family.stateHash(t.orders, t.book);
    };
    const lines = ['A sell 2 @101', 'B sell 3 @101'];
    expect(hash(lines)).toBe(hash(lines));
    expect(hash(lines)).toMatch(/^[0-9a-f]{16}$/);
    const other = [
      hash([...lines].reverse()),
      hash(['A sell 1 @101', 'B sell 3 @101']),
      hash(lines, 1),
      hash([]),
    ];
    expect(new Set([hash(lines), ...other]).size).toBe(5);
  });

  test('validate notices a damaged order', () => {
    const t = driven(family);
    t.place('A sell 2 @101');
    t.orders.lots[t.fills.restedSlot] = 3;
    expect(() => family.validate(t.orders, t.book)).toThrow('BOOK-1');
  });

  test('a notional past 2^53 breaks BOOK-2', () => {
    const t = driven(family);
    t.place(`A sell ${2 ** 40} @${2 ** 20}`);
    expect(() => t.place(`Z buy ${2 ** 40} @${2 ** 20}`)).toThrow('BOOK-2');
  });
}
