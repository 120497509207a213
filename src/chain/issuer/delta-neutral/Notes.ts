import * as JournalWriter from '../../../kernel/JournalWriter.js';
import type * as Rows from '../../../messages/Journal.js';
import type { Engine } from '../../../state/Engine.js';
import * as Rounding from '../../../units/Rounding.js';
import type { IssuerDesk } from './IssuerDesk.js';

/** A refusal of the same kind is journaled once a minute; dollars are counted always. */
const QUIET_US = 60e6;

/** What an issuer can refuse: the kinds of its rows. */
type Refused = 'mint' | 'redeem' | 'stake' | 'cooldown' | 'unstake' | 'refill';

/** Why something was refused or made to wait, how many dollars of it, and what had led to the request. */
interface Refusal {
  readonly reason: string;
  readonly usd: number;
  readonly cause: number;
}

/** Counts a refusal and journals it. */
export function refuse(engine: Engine, desk: IssuerDesk, op: Refused, { reason, usd, cause }: Refusal): void {
  const key = `${op}-${reason}`;
  desk.refused[key] = (desk.refused[key] ?? 0) + usd;
  const { refused } = engine.tally;
  refused[`issuer-${key}`] = (refused[`issuer-${key}`] ?? 0) + 1;
  const { nowUs } = engine.kernel;
  if (nowUs - (desk.notedUs[key] ?? Number.NEGATIVE_INFINITY) < QUIET_US) return;
  desk.notedUs[key] = nowUs;
  JournalWriter.record(engine.journal, nowUs, `${op}-refused`, cause, {
    issuer: desk.id,
    reason,
    usd: cents(usd),
  });
}

/** Journals something that happened to an issuer; returns its id. */
export function record<Kind extends Own>(
  engine: Engine,
  desk: IssuerDesk,
  kind: Kind,
  cause: number,
  data: Omit<Rows.Data[Kind], 'issuer'>,
): number {
  const row = { issuer: desk.id, ...data } as Rows.Data[Kind];
  return JournalWriter.record(engine.journal, engine.kernel.nowUs, kind, cause, row);
}

/** Kinds that tell of an issuer. */
type Own = {
  [Kind in Rows.Kind]: Rows.Data[Kind] extends { readonly issuer: string } ? Kind : never;
}[Rows.Kind];

/** Dollars of atoms of the coin. */
export function usdOf(engine: Engine, desk: IssuerDesk, atoms: number): number {
  return atoms / engine.assets[desk.asset]!.unit;
}

export function cents(usd: number): number {
  return Rounding.nearest(usd * 100) / 100;
}

/** A ratio for the journal to six places; without a supply it is infinite. */
export function millionths(ratio: number): number {
  return Number.isFinite(ratio) ? Rounding.nearest(ratio * 1e6) / 1e6 : ratio;
}
