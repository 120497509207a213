import type { Loaded } from '../compose/Load.js';
import type { Library } from '../format/Library.js';
import type { Sheet } from '../report/TerminalSheets.js';
import type { Engine } from '../state/Engine.js';
import * as Ask from './Ask.js';
import * as Asked from './Asked.js';
import * as Crash from './Crash.js';
import type { Answer } from './PositionAnswer.js';
import * as PositionPage from './PositionPage.js';
import * as PositionSheets from './PositionSheets.js';
import type { Given } from './read/PositionQuestion.js';

export type { Plan, Ran, Subject, World as Planted } from './Ask.js';
export type { Crash, Death, Fate, Repair, Run as CrashRun, Rung } from './Crash.js';
export type { Exit, Route, Wait } from './Leaving.js';
export type { Fact, Made } from './Made.js';
export type { Answer, Size } from './PositionAnswer.js';
export type { Ladder, Level } from './PriceLevels.js';
export type { Axis, Cell, PriceMap } from './PriceMap.js';
export type { Given } from './read/PositionQuestion.js';
export type { Terms } from './Terms.js';
export type { Income, Line } from './Yield.js';

/** A world as an answer needs it. */
export interface Opened {
  readonly world: { readonly engine: Engine };
}

/** Keys that a flag or a column of a table can state, with what they mean. */
export function flags(): ReadonlyMap<string, string> {
  return Asked.flags();
}

/** Reads a question about a position, in a loaded scenario or without one. Throws InputError with every mistake. */
export function read(library: Library, given: Given, inside?: Loaded): Ask.Subject {
  return Ask.read(library, given, inside);
}

/** The answer of formulas alone; with the scenario's world also what closing it costs in its books. */
export function answer(subject: Ask.Subject, opened?: Opened): Answer {
  return Ask.answer(subject, opened?.world.engine);
}

/** Texts of the scenarios to run: the position as a real account, and the steps of a search for repairs. */
export function plan(subject: Ask.Subject, scenario: string): Ask.Plan {
  return Ask.plan(subject, scenario);
}

/** The whole answer, with what became of the position in every seed. */
export function crashed(subject: Ask.Subject, opened: Opened, ran: readonly Ask.Ran[]): Answer {
  return Ask.crashed(subject, opened.world.engine, ran);
}

/** Whether a step of a search survives so many seeds that it is a repair. */
export function isRepaired({ world, runs }: Ask.Ran): boolean {
  return world.rungs.every(({ name }) => Crash.survivalOf(runs, name).share >= Crash.TARGET);
}

/** The tables of an answer for a terminal. */
export function sheets(one: Answer): Sheet[] {
  return PositionSheets.list(one);
}

/** The answer as one HTML page. */
export function page(one: Answer): string {
  return PositionPage.render(one);
}
