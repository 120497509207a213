import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import * as Bench from '../src/opening/Bench.js';
import type * as Agent from '../src/populations/Agent.js';
import { define, type Group } from '../src/populations/Kind.js';
import * as Worlds from './cast/Worlds.js';

/* A new kind of agent: its definition is what a folder would hold, the mocked registry has one line more. */
interface State extends Agent.Base {
  readonly kind: 'waiter';
  readonly everyUs: number;
  woken: number;
}

type Spec = { readonly waiters: number; readonly seconds: number };

vi.mock('../src/populations/Registry.js', async (original) => ({
  ...(await original<object>()),
  waiters: kind(),
}));

function kind() {
  return define<Spec, State>({
    name: 'waiters',
    about: 'Agents that only count the times they wake.',
    behaviors: [
      {
        kind: 'waiter',
        wake: (view, agent) => {
          agent.woken++;
          view.box.wakeAtUs = view.nowUs + agent.everyUs;
        },
      },
    ],
    opening: {
      label: 'waiter',
      order: 1000,
      schema: z.strictObject({ waiters: z.number(), seconds: z.number() }),
      group: open,
    },
  });
}

function open(bench: Bench.Bench, { label, spec }: Group<Spec>): void {
  for (let at = 0; at < spec.waiters; at++) {
    const agent: State = {
      kind: 'waiter',
      name: `${label}/${at + 1}`,
      latencyUs: 0,
      stream: 0,
      everyUs: spec.seconds * 1e6,
      woken: 0,
    };
    Bench.enlist(bench, agent, 1);
  }
}

test('a kind that only the registry names is parsed, opened, woken, and several groups of it stand side by side', () => {
  const world = Worlds.write(`extends: isolated-liquidation
end: 2025-01-01T00:00:20Z
populations:
  waiters: { waiters: 2, seconds: 5 }
  patient: { kind: waiters, waiters: 1, seconds: 10 }
`);
  Worlds.finish(world);
  const waiters = world.agents.filter((agent): agent is State => agent.kind === 'waiter');
  expect(waiters.map(({ name, woken }) => [name, woken])).toEqual([
    ['waiter/patient/1', 2],
    ['waiter/1', 4],
    ['waiter/2', 4],
  ]);
});

test('its keys are checked like those of every kind', () => {
  const text = 'extends: isolated-liquidation\npopulations: { waiters: { waiters: 2, secs: 5 } }\n';
  expect(() => Worlds.write(text)).toThrow(/populations\.waiters\.secs.*unknown key/s);
});
