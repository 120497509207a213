import type { Loaded } from '../compose/Load.js';
import { InputError } from '../format/InputError.js';
import type { Library } from '../format/Library.js';
import type { Engine } from '../state/Engine.js';
import * as Time from '../units/Time.js';
import * as Crash from './Crash.js';
import * as Holdings from './Holdings.js';
import type * as Made from './Made.js';
import * as Make from './Make.js';
import * as PlantText from './PlantText.js';
import * as Answer from './PositionAnswer.js';
import * as PresetTerms from './PresetTerms.js';
import * as Routes from './Routes.js';
import * as Rungs from './Rungs.js';
import * as Question from './read/PositionQuestion.js';
import * as ScenarioTerms from './ScenarioTerms.js';
import type * as Terms from './Terms.js';

/** A question that has been read and understood, in a scenario or without one. */
export interface Subject {
  readonly made: Made.Made;
  readonly terms: Terms.Terms;
  readonly inside: Loaded | undefined;
}

/** Reads a question. Throws InputError with every mistake, at the line or flag where it stands. */
export function read(library: Library, given: Question.Given, inside?: Loaded): Subject {
  const question = Question.read(given);
  const presets = PresetTerms.open(library);
  const terms = inside === undefined ? presets : ScenarioTerms.open(inside, presets);
  return { made: Make.make(question, terms), terms, inside };
}

/** One scenario to run: its text, and the repairs that stand in it beside the position. */
export interface World {
  readonly text: string;
  readonly rungs: readonly Crash.Rung[];
}

/** What the search for repairs is planted into. */
export interface Plan {
  /** The position, with every step of the search beside it where all of them together move nothing. */
  readonly first: World;
  /** Steps that need a world of their own, by kind, from the least to the most. */
  readonly alone: readonly (readonly World[])[];
}

/** Steps together may be so much of the daily volume of what they trade. */
const LARGEST_PART = 0.005;

/** Scenarios that plant the position and the steps of a search in `scenario`. */
export function plan({ made, terms, inside }: Subject, scenario: string): Plan {
  const { plant, holdings } = made;
  if (plant === undefined || inside === undefined) throw unplanted(holdings.kind, inside);
  const opening = openingOf(made, terms, scenario);
  const steps = Rungs.plan(made, places(made, terms));
  const mine = { name: holdings.id, plant, isStated: true };
  const named = steps.map((step) => ({ name: step.rung.name, plant: step.plant, isStated: false }));
  const rungs = steps.map(({ rung }) => rung);
  if (isSmall(made, inside, steps.length))
    return { first: { text: PlantText.write(opening, [mine, ...named]), rungs }, alone: [] };
  const kinds = [...new Set(rungs.map(({ kind }) => kind))];
  const alone = kinds.map((kind) =>
    named.flatMap((one, i) =>
      rungs[i]!.kind === kind ? [{ text: PlantText.write(opening, [one]), rungs: [rungs[i]!] }] : [],
    ),
  );
  return { first: { text: PlantText.write(opening, [mine]), rungs: [] }, alone };
}

function unplanted(kind: string, inside: Loaded | undefined): InputError {
  const [found, remedy] =
    inside === undefined
      ? ['no scenario', 'name one: --in oct-2025']
      : [
          `a position of kind "${kind}" without a place in the scenario`,
          'leave --seeds out: levels need no runs',
        ];
  const expected = 'a position that can be an account of a scenario';
  return new InputError([{ file: '--seeds', path: '', line: 1, column: 1, found, expected, remedy }]);
}

function openingOf({ holdings }: Made.Made, terms: Terms.Terms, scenario: string): PlantText.Opening {
  const now = Holdings.now(holdings);
  const price = (asset: string) => terms.price(asset)?.value ?? 1;
  return { scenario, price, ratio: (asset) => (now.get(asset) ?? price(asset)) / price(asset) };
}

/** Other places that take the same position. */
function places({ plant, holdings }: Made.Made, terms: Terms.Terms): string[] {
  if (plant === undefined) return [];
  if (plant.on.startsWith('venue:'))
    return terms
      .names('venue')
      .map((id) => `venue:${id}`)
      .filter((place) => takes(place, plant, terms));
  const [held] = holdings.held;
  const [owed] = holdings.owed;
  return terms
    .names('lending')
    .filter((id) => held && owed && terms.lending(id, held.asset, owed.asset, plant.mode) !== undefined)
    .map((id) => `lending:${id}`);
}

function takes(place: string, plant: Made.Plant, terms: Terms.Terms): boolean {
  const venue = place.slice('venue:'.length);
  return Object.keys(plant.positions).every((symbol) => terms.lists(venue, symbol));
}

function isSmall({ holdings }: Made.Made, { scenario }: Loaded, steps: number): boolean {
  const now = Holdings.now(holdings);
  const all = new Map<string, number>();
  for (const { asset, usd } of Answer.open(holdings))
    all.set(asset, (all.get(asset) ?? 0) + Math.abs(usd) * (steps + 1));
  return (
    now.size > 0 &&
    [...all].every(([asset, usd]) => {
      const spec = scenario.assets.find(({ id }) => id === asset);
      const traded = Math.max(
        spec?.dailyVolume ?? 0,
        spec?.openInterest ?? 0,
        ...Object.values(spec?.listedOn ?? {}),
        0,
      );
      return usd <= LARGEST_PART * (traded > 0 ? traded : scenario.universe.openInterest);
    })
  );
}

/** The answer without a crash; with a world, also what getting out of it costs in its books. */
export function answer({ made, inside }: Subject, engine?: Engine): Answer.Answer {
  if (inside === undefined || engine === undefined) return Answer.compose(made);
  return Answer.compose(made, {
    routes: Routes.routes(engine, inside, made),
    waits: Routes.waits(inside, made),
  });
}

/** Runs of a world, by seed: the accounts of their summaries. */
export interface Ran {
  readonly world: World;
  readonly runs: readonly Crash.Run[];
}

/** The whole answer: formulas, what the books say, and what became of the position in every seed. */
export function crashed(subject: Subject, engine: Engine, ran: readonly Ran[]): Answer.Answer {
  const { made } = subject;
  const inside = subject.inside!;
  const { start, end } = inside.scenario;
  const event = { scenario: inside.name, from: Time.iso(start, 0), to: Time.iso(end, 0) };
  const rungs = ran.flatMap(({ world, runs }) => world.rungs.map((rung) => ({ ...rung, runs })));
  const crash = Crash.assess(event, made.holdings.id, ran[0]!.runs, rungs);
  return Answer.compose(
    made,
    { routes: Routes.routes(engine, inside, made), waits: Routes.waits(inside, made) },
    crash,
  );
}
