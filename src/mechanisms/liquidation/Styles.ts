/**
 * Models:     how much of a position in breach a venue closes by the next order, by the style that it states.
 * Source:     the files in style/.
 * Units:      see style/Style.
 * Simplified: nothing.
 * Invariants: none
 */
import type { Choosing } from '../../base/ParameterShapes.js';
import type * as Style from './style/Style.js';
import * as StyleRules from './style/StyleRules.js';

/** A style with what the venue states for it. */
export type Rule = Choosing<typeof StyleRules>;

/** What a scenario can choose from: a plain object, because a module's own is slow to look things up in. */
export const rules: typeof StyleRules = { ...StyleRules };

type Closing = (account: Style.Account, position: Style.Position, terms: Rule) => Style.Close;

/** What the next order closes of a position in breach. */
export function close(rule: Rule, account: Style.Account, position: Style.Position): Style.Close {
  // A rule carries the terms of its own style: true pair by pair, which the language cannot follow.
  return (rules[rule.kind].close as Closing)(account, position, rule);
}
