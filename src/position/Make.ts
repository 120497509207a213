import { InputError } from '../format/InputError.js';
import * as Source from '../format/Source.js';
import type * as Asked from './Asked.js';
import * as AccountKind from './kinds/account/Kind.js';
import * as AnchorKind from './kinds/anchor/Kind.js';
import * as InverseKind from './kinds/inverse/Kind.js';
import * as LoopKind from './kinds/loop/Kind.js';
import * as PerpKind from './kinds/perp/Kind.js';
import * as VenueLoanKind from './kinds/venue-loan/Kind.js';
import type * as Made from './Made.js';
import type { Question } from './read/PositionQuestion.js';
import type * as Terms from './Terms.js';

/** One line a kind of question. */
const KINDS: { readonly [K in Asked.Asked['kind']]: (asked: Asked.Of<K>, making: Made.Making) => Made.Made } =
  {
    loop: LoopKind.make,
    'venue-loan': VenueLoanKind.make,
    perp: PerpKind.make,
    inverse: InverseKind.make,
    account: AccountKind.make,
    anchor: AnchorKind.make,
  };

/** The position that a question is about. Throws InputError at the key that is missing or wrong. */
export function make({ asked, source }: Question, terms: Terms.Terms): Made.Made {
  const refuse: Made.Refuse = (key, found, expected, remedy) => {
    throw new InputError([{ ...Source.locate(source, [key]), path: key, found, expected, remedy }]);
  };
  const one = KINDS[asked.kind] as (asked: Asked.Asked, making: Made.Making) => Made.Made;
  return one(asked, { terms, refuse, facts: [] });
}
