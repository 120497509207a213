import type { Changes, Engine, Library } from './StudyDoor.js';
import * as StudyNumbers from './StudyNumbers.js';

/** Names that are told beside a wrong one. */
const SHOWN = 6;

/** What a world has cost that was not run. */
const NOTHING = { wallMs: 0, peakRssBytes: 0, interrupted: false };

/** A scenario as it is asked for. */
interface Asked {
  readonly library: Library;
  readonly name: string;
  readonly changes: Changes;
}

/** Every number that a world has when it opens; some appear with their first event. */
export function opening(engine: Engine, { library, name, changes }: Asked): Set<string> {
  const { sets, withs } = changes;
  const world = engine.build(engine.load(library, name, { sets, withs }), 1);
  const summary = engine.summary(world, NOTHING);
  const headlines = engine.headlines(world, summary);
  return new Set([
    ...Object.keys(headlines),
    ...StudyNumbers.list(summary, headlines).map(([number]) => number),
  ]);
}

/** Known names that share the most words with one, the first of them by the alphabet. */
export function nearest(name: string, known: Iterable<string>): string[] {
  const words = name.toLowerCase().split(/[./-]/);
  const shared = (other: string) => words.filter((word) => other.toLowerCase().includes(word)).length;
  return [...known].sort((a, b) => shared(b) - shared(a) || (a < b ? -1 : 1)).slice(0, SHOWN);
}
