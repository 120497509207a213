import { describe, expect, test } from 'vitest';
import { KINDS } from '../src/populations/Section.js';
import * as Repository from './cast/Repository.js';
import * as Worlds from './cast/Worlds.js';

/* A kind of agent is a folder and a line of the registry. */
const files = Repository.files();

describe('populations', () => {
  const folders = files.flatMap((path) => /^src\/populations\/([^/]+)\/Kind\.ts$/.exec(path)?.[1] ?? []);

  test('every folder is a kind of its name, with one line in the registry', () => {
    expect(KINDS.map(({ name }) => name).sort()).toEqual([...folders].sort());
    const lines = Repository.text('src/populations/Registry.ts')
      .split('\n')
      .filter((line) => line.startsWith('export'));
    expect(lines.length).toBe(folders.length);
  });

  test('no file outside the folder of a kind, but the registry, names it', () => {
    const found: string[] = [];
    for (const { path, imports } of Repository.modules(['src']))
      for (const { from } of imports)
        if (/^src\/populations\/[^/]+\/Kind\.ts$/.test(from) && path !== 'src/populations/Registry.ts')
          found.push(`${path} imports ${from}`);
    expect(found).toEqual([]);
    console.log(
      'files touched by a new kind of agent: its folder, and 1 line in src/populations/Registry.ts',
    );
  });

  test('every kind that a file may state has a preset of its name', () => {
    const stated = KINDS.filter(({ opening }) => opening?.schema).map(({ name }) => name);
    expect(stated.filter((name) => !files.includes(`scenarios/presets/${name}.yaml`))).toEqual([]);
  });

  test('names of opening are ordered without ties', () => {
    const orders = KINDS.flatMap(({ opening }) => (opening ? [opening.order] : []));
    expect(new Set(orders).size).toBe(orders.length);
  });
});

describe('groups', () => {
  const small = ['start=2025-10-10T20:23:00Z', 'end=2025-10-10T20:24:00Z', 'universe.alts=5'];

  test('two crowds on one venue share its open interest by weight', () => {
    const text = `extends: oct-2025-lite
populations:
  crowd: { venues: [a, b] }
  crowd-c: { share: 3 }
  calm: { preset: crowd, venues: [c], share: 1, stretch: {} }
`;
    const { engine } = Worlds.write(text, { sets: small });
    const market = engine.markets.find((one) => one.perp && engine.venues[one.venue]!.id === 'c')!;
    const crowd = engine.crowds[market.crowd]!;
    const longs: Record<string, number> = {};
    let net = 0;
    for (let row = 0; row < crowd.count; row++) {
      const agent = String(crowd.agent[row]);
      longs[agent] = (longs[agent] ?? 0) + Math.max(0, crowd.lots[row]!);
      net += crowd.lots[row]!;
    }
    const [one, other] = Object.values(longs).sort((x, y) => y - x);
    expect(Object.keys(longs).length).toBe(2);
    expect(one! / other!).toBeCloseTo(3, 1);
    for (let account = 0; account < engine.accounts.count; account++)
      if (engine.accounts.venue[account] === market.venue)
        net += engine.accounts.lots[account * engine.accounts.width + market.local]!;
    expect(net).toBe(0);
  });

  test('a group without a kind is refused with the kinds there are', () => {
    const text = 'extends: oct-2025-lite\npopulations: { friends: { firms: 2 } }\n';
    expect(() => Worlds.write(text)).toThrow(/populations\.friends.*kind/s);
  });
});
