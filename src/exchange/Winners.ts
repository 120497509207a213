import * as Adl from '../mechanisms/liquidation/Adl.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Assess from './Assess.js';
import * as Rows from './Rows.js';

const assessment = Assess.create();

/** An account on the other side of a failing position. */
export interface Winner {
  readonly id: number;
  /** Lots held, > 0. */
  readonly lots: number;
  /** Unrealized profit in quote atoms, signed, before rounding. */
  readonly profit: number;
}

interface Position {
  readonly market: Market;
  readonly id: number;
  /** Signed lots, signed cost in quote atoms, and the account's equity in dollars. */
  readonly lots: number;
  readonly entry: number;
  readonly equity: number;
}

/**
 * Everybody who can be asked to bear a failing position, in the venue's rank order. Rows in liquidation and accounts that
 * the venue exempts are not asked.
 */
export function ranked(
  engine: Engine,
  market: Market,
  failing: { readonly account: number; readonly lots: number },
): Winner[] {
  const side = failing.lots > 0 ? -1 : 1;
  const positions = [...rows(engine, market, side), ...accounts(engine, market, side, failing.account)];
  const { adl } = engine.venues[market.venue]!;
  const scores = positions.map((one) => score(engine, adl, one, side));
  const order = Adl.queue(
    scores,
    positions.map(({ id }) => id),
  );
  return Array.from(order, (at) => winner(engine, positions[at]!));
}

function rows(engine: Engine, market: Market, side: number): Position[] {
  const crowd = engine.crowds[market.crowd]!;
  const found: Position[] = [];
  for (let row = 0; row < crowd.count; row++) {
    const lots = crowd.lots[row]!;
    if (lots * side <= 0 || crowd.state[row] !== Rows.OPEN) continue;
    const equity = Rows.equity(engine, market, crowd, row);
    found.push({
      market,
      id: Accounts.crowdAccount(market.crowd, row),
      lots,
      entry: crowd.entry[row]!,
      equity,
    });
  }
  return found;
}

function accounts(engine: Engine, market: Market, side: number, failing: number): Position[] {
  const { accounts: table } = engine;
  const found: Position[] = [];
  for (let id = 0; id < table.count; id++) {
    if (table.venue[id] !== market.venue || table.kind[id] !== Accounts.MARGIN) continue;
    const at = id * table.width + market.local;
    const lots = table.lots[at]!;
    if (id === failing || table.adlExempt[id] === 1 || lots * side <= 0) continue;
    Assess.assess(engine, id, assessment);
    found.push({ market, id, lots, entry: table.entry[at]!, equity: assessment.fullEquity });
  }
  return found;
}

function score(
  engine: Engine,
  rule: Adl.Rule,
  { market, lots, entry, equity }: Position,
  side: number,
): number {
  const { mark } = market.mark!;
  const size = Math.abs(lots) * market.lot;
  const entryPrice = Math.abs(entry) / engine.assets[market.quote]!.unit / size;
  return Adl.score(rule, { side, entryPrice, mark, notional: size * mark, equity });
}

function winner(engine: Engine, { market, id, lots, entry }: Position): Winner {
  const value = lots * market.lot * market.mark!.mark * engine.assets[market.quote]!.unit;
  return { id, lots: Math.abs(lots), profit: value - entry };
}

/** Number of identical accounts that an id represents. */
export function weightOf(engine: Engine, market: Market, id: number): number {
  if (id < Accounts.CROWD_BASE) return engine.accounts.weight[id]!;
  return engine.crowds[market.crowd]!.weight[Accounts.rowOf(id)]!;
}
