import type { z } from 'zod';
import type * as Auditor from '../../ledger/Auditor.js';
import type * as Call from '../../messages/Call.js';
import type { Bench } from '../../opening/Bench.js';
import type { Engine } from '../../state/Engine.js';
import type { Issuer } from './Issuer.js';
import type { IssuerView } from './IssuerView.js';

/** What a scenario states of every issuer; a kind adds its own keys. */
export interface IssuerSpec {
  readonly id: string;
  readonly kind: string;
  readonly asset: string;
  /** Stables that it lends under the account `issuer/<id>/lent`. */
  readonly lent?: unknown;
}

/** A kind of issuer: a folder here and a line of the registry. `Own` is its state. */
export interface IssuerKind<Spec extends IssuerSpec = IssuerSpec, Own extends Issuer = Issuer> {
  /** Its keys in a scenario, `kind` among them. */
  readonly schema: z.ZodType<IssuerSpec>;
  /** Opens it as issuer `number` of the world, before anybody balances positions. */
  open(bench: Bench, spec: Spec, number: number): Own;
  /** Runs last: what everybody was given becomes its own issue. */
  settle(bench: Bench, spec: Spec, issuer: Own): void;
  /** A block has passed. */
  block(engine: Engine, issuer: Own): void;
  execute(engine: Engine, issuer: Own, call: Call.Primary | Call.Stake): void;
  /** What agents see of it. */
  show(engine: Engine, issuer: Own): IssuerView;
  /** What it believes against the ledger. */
  audit(engine: Engine, issuer: Own): Auditor.Finding[];
}
