import * as Digest from '../../src/base/Digest.js';
import * as Files from '../../src/cli/Files.js';
import * as Build from '../../src/compose/Build.js';
import * as Load from '../../src/compose/Load.js';
import type { Scenario } from '../../src/compose/Scenario.js';
import { InputError } from '../../src/format/InputError.js';
import type { Library } from '../../src/format/Library.js';
import * as JournalWriter from '../../src/kernel/JournalWriter.js';
import type { AnyRow } from '../../src/messages/Journal.js';
import * as Advance from '../../src/run/Advance.js';
import type { World } from '../../src/run/World.js';

/** The packaged scenario files, with texts of the test's own on top, by name. */
export function library(texts: Readonly<Record<string, string>> = {}): Library {
  const packaged = Files.library({ InputError } as never, Files.SCENARIOS);
  return {
    read: (folder, name) => (folder === 'primer' ? texts[name] : undefined) ?? packaged.read(folder, name),
    names: packaged.names,
  };
}

/** Scenarios that a packaged intervention says it is for. */
export function scenariosOf(intervention: string): string[] {
  const text = library().read('interventions', intervention)!;
  return /^for: \[(.*)\]$/m.exec(text)![1]!.split(', ');
}

export interface Choices {
  readonly seed?: number;
  readonly tieSeed?: number;
  readonly sets?: readonly string[];
  readonly withs?: readonly string[];
  readonly library?: Library;
}

/** A world of a packaged scenario at its opening instant. */
export function open(name: string, choices: Choices = {}): World {
  return openWith(name, choices).world;
}

/** The same, and the scenario it was built from. */
export function openWith(name: string, choices: Choices = {}): { world: World; scenario: Scenario } {
  const { seed = 1, tieSeed = 0, sets = [], withs = [] } = choices;
  const loaded = Load.load(choices.library ?? library(), name, { sets, withs });
  const { digest, interventions } = loaded;
  const identity = { name: loaded.name, seed, tieSeed, interventions, scenarioDigest: digest };
  const world = Load.openWith(loaded, () => Build.build(loaded.scenario, identity));
  return { world, scenario: loaded.scenario };
}

/** A world written in the test: `text` is a scenario file. */
export function write(text: string, choices: Choices = {}): World {
  return open('written', { ...choices, library: library({ written: text }) });
}

/** Runs to the end; returns the journal's rows. */
export function finish(world: World): Row[] {
  while (!Advance.advance(world, Number.POSITIVE_INFINITY, 1_000_000));
  return rows(world);
}

export type Row = AnyRow & { readonly [key: string]: unknown };

/** Journal rows not yet taken. */
export function rows(world: World): Row[] {
  return JournalWriter.drain(world.engine.journal).map((line) => JSON.parse(line) as Row);
}

export function digest(world: World): string {
  return Digest.hex(world.engine.kernel.digest);
}
