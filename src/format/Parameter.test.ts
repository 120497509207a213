import { expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Load from '../compose/Load.js';
import { Scenario } from '../compose/Scenario.js';
import { InputError } from './InputError.js';
import * as Parameter from './Parameter.js';

const loaded = Load.load(Worlds.library(), 'usde-redemption', { sets: [], withs: [] });
const find = (path: string) => Parameter.find(Scenario, loaded.source, path);
const tell = (path: string) => Parameter.tell(find(path), loaded.presets).join('\n');

test('a parameter tells its meaning, what may be written, its range and where it was written', () => {
  const told = tell('assets.BTC.price');
  expect(told).toMatch(/^assets\.BTC\.price\n {2}meaning {6}\S/);
  expect(told).toMatch(/value +\S+ USD/);
  expect(told).toMatch(/written in +scenarios\/\w+\/[\w-]+\.yaml:\d+/);
  expect(told).toMatch(/unit +USD/);
  expect(told).toMatch(/range +from 1e-9 to 1e9 USD/);
});

test('a value of a preset tells the source and date of the preset', () => {
  expect(tell('chain.limitGas')).toMatch(/preset from +\S.*\(\d{4}/);
});

test('a key that is left out is told too, and what that means; a map tells its keys', () => {
  expect(tell('chain.rivals')).toMatch(/value +left out\n.*if left out +none/s);
  expect(tell('venues')).toMatch(/value +a list of \d: a/);
});

test('a wrong path is refused with the nearest ones', () => {
  const wrong = () => find('assets.BTC.prize');
  expect(wrong).toThrow(InputError);
  expect(wrong).toThrow(/unknown path "assets\.BTC\.prize".*did you mean "assets\.BTC\.price"/);
});

test('every key of a venue can be told without a hole in the text', () => {
  for (const key of Object.keys(loaded.scenario.venues[0]!)) {
    const told = tell(`venues.a.${key}`);
    expect(told).not.toMatch(/undefined|NaN|\[object/);
  }
});
