import { expect, test } from 'vitest';
import * as Load from '../src/compose/Load.js';
import * as Worlds from './cast/Worlds.js';

const library = Worlds.library();
const pairs = library
  .names('interventions')
  .flatMap((name) => Worlds.scenariosOf(name).map((scenario) => [name, scenario] as const));

test.each(pairs)('the intervention %s fits %s', (name, scenario) => {
  expect(Load.load(library, scenario, { sets: [], withs: [name] }).interventions).toEqual([name]);
});
