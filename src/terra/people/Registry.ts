import type { Base } from '../../populations/Agent.js';
import type { Behavior } from '../../populations/Kind.js';
import * as DipBuyer from './DipBuyer.js';
import * as LunaHolder from './LunaHolder.js';
import * as PledgeSeller from './PledgeSeller.js';
import * as ReserveDesk from './ReserveDesk.js';
import * as ShortSeller from './ShortSeller.js';
import * as TerraArbitrageur from './TerraArbitrageur.js';
import * as TerraHolder from './TerraHolder.js';
import * as TerraScript from './TerraScript.js';

/** Those whom the opening of the chain makes. */
export type Person =
  | LunaHolder.State
  | PledgeSeller.State
  | ReserveDesk.State
  | TerraArbitrageur.State
  | TerraHolder.State
  | TerraScript.State;

/** What those do who only live in worlds with the Terra chain. */
export const BEHAVIORS = [
  { kind: 'dip-buyer', wake: DipBuyer.wake },
  { kind: 'luna-holder', wake: LunaHolder.wake },
  { kind: 'pledge-seller', wake: PledgeSeller.wake },
  { kind: 'reserve-desk', wake: ReserveDesk.wake },
  { kind: 'short-seller', wake: ShortSeller.wake },
  { kind: 'terra-arbitrageur', wake: TerraArbitrageur.wake },
  { kind: 'terra-holder', wake: TerraHolder.wake },
  { kind: 'terra-script', wake: TerraScript.wake },
] as unknown as readonly Behavior<Base>[];
