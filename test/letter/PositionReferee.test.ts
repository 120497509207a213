import { expect, test } from 'vitest';
import * as Streams from '../../src/base/Streams.js';
import * as PositionDoor from '../../src/position/PositionDoor.js';
import * as Worlds from '../cast/Worlds.js';
import * as Referee from './VenueReferee.js';

/* Coin-margined contracts and hedge mode, which formulas alone answer: random accounts against the referee. */
const COUNT = process.env.LETTER ? 2000 : 60;

function dice(seed: number): (low: number, high: number) => number {
  const streams = Streams.create(seed);
  const id = Streams.open(streams, 'positions');
  return (low, high) => low + (high - low) * Streams.unit(streams, id);
}

function liquidation(text: string, direction: 'down' | 'up'): number {
  const subject = PositionDoor.read(Worlds.library(), { file: { name: 'mine.yaml', text }, flags: {} });
  const { levels } = PositionDoor.answer(subject);
  return levels.find((one) => one.direction === direction)?.liquidation?.price ?? Number.NaN;
}

const close = (found: number, expected: number) => {
  if (Number.isNaN(expected)) expect(found).toBeNaN();
  else expect(Math.abs(found / expected - 1)).toBeLessThan(1e-6);
};

test(`${COUNT} coin-margined positions are liquidated at the referee’s price`, () => {
  const roll = dice(1);
  for (let i = 0; i < COUNT; i++) {
    const side = roll(0, 1) < 0.5 ? 1 : -1;
    const [dollars, entry] = [Math.round(roll(1e3, 1e6)), Math.round(roll(1e3, 1e5))];
    const [rate, amount] = [Number(roll(0.004, 0.05).toFixed(4)), Number(roll(1e-6, 0.01).toFixed(6))];
    const wallet = Number(((dollars / entry) * roll(0.06, 0.9)).toFixed(8));
    const expected = Referee.inversePrice({ side, dollars, entry, wallet, rate, amount });
    const text = `kind: inverse\nasset: BTC\nside: ${side > 0 ? 'long' : 'short'}\nnotional: ${dollars} USD\nentry: ${entry} USD\nwallet: ${wallet}\nmaintenance: ${rate}\ndeduction: ${amount}\n`;
    close(liquidation(text, side > 0 ? 'down' : 'up'), expected);
  }
});

test(`${COUNT} accounts in hedge mode are liquidated where equity meets the maintenance of both legs`, () => {
  const roll = dice(2);
  let reached = 0;
  for (let i = 0; i < COUNT; i++) {
    const price = Math.round(roll(1e3, 1e5));
    const draw = (side: 1 | -1): Referee.Leg => ({
      size: side * Number(roll(0.01, 1).toFixed(4)),
      entry: Math.round(price * roll(0.98, 1.02)),
      table: [{ floor: 0, rate: Number(roll(0.004, 0.02).toFixed(4)) }],
    });
    const [long, short] = [draw(1), draw(-1)];
    const wallet = Math.round(price * (Math.abs(long.size + short.size) * roll(0.05, 0.5) + 0.1));
    const leg = ({ size, entry, table }: Referee.Leg) =>
      `{ size: ${Math.abs(size)}, entry: ${entry} USD, maintenance: ${table[0]!.rate} }`;
    const text = `kind: account\nrules: binance\ncash: { USDT: ${wallet} }\nprices: { BTC: ${price} USD }\nhedge:\n  BTC: { long: ${leg(long)}, short: ${leg(short)} }\n`;
    for (const [name, direction] of [
      ['down', -1],
      ['up', 1],
    ] as const) {
      const expected = Referee.walletPrice(wallet, [long, short], price, direction);
      if (!Number.isNaN(expected)) reached++;
      close(liquidation(text, name), expected);
    }
  }
  expect(reached).toBeGreaterThan(COUNT / 2);
});
