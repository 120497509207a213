import * as Arguments from './Arguments.js';
import type { Context } from './Context.js';
import * as Files from './Files.js';
import * as PositionCommand from './PositionCommand.js';
import * as PositionRuns from './PositionRuns.js';

/** Simulated time after which the books of a scenario have their orders. */
const SETTLED_US = 120e6;

/** `unwind position --in`: in the books of a scenario, and in every seed where some are asked for. Throws InputError. */
export async function position(
  context: Context,
  file: string | undefined,
  options: PositionCommand.Options,
): Promise<void> {
  if (options.in === undefined) return PositionCommand.position(context, file, options);
  const { engine } = context;
  const library = Files.library(engine, context.scenarios);
  const inside = engine.load(library, options.in, { sets: [], withs: [] });
  const subject = engine.position.read(library, PositionCommand.given(context, file, options), inside);
  const world = engine.build(inside, 1);
  engine.advance(world, SETTLED_US);
  if (options.seeds === undefined)
    return PositionCommand.write(context, engine.position.answer(subject, world), options);
  const seeds = Arguments.seeds(engine, options.seeds);
  const ran = await PositionRuns.run(context, { subject, library, seeds, scenario: options.in, options });
  PositionCommand.write(context, engine.position.crashed(subject, world, ran), options);
}
