import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as Agent from '../Agent.js';
import * as Confidence from '../holders/Confidence.js';

/**
 * Holders who looped a yield-bearing asset on a lending protocol. Each watches the health and the net yield of the
 * loop. Below a target health or a least net yield the loop is unwound after a delay: through a pool in one
 * transaction where a pool is stated, else by repaying from own cash. Rows of like holders, as columns.
 */
export interface State extends Agent.Base {
  readonly kind: 'lending-looper';
  readonly lending: number;
  readonly collateral: number;
  readonly debt: number;
  /** Pool in which collateral is sold, -1 for none. */
  readonly pool: number;
  readonly positions: readonly number[];
  readonly accounts: readonly number[];
  /** Yield of the collateral a year. */
  readonly yieldRate: number;
  readonly least: Float64Array;
  readonly targetHealth: Float64Array;
  readonly delayUs: Float64Array;
  /** Part of a loop that is unwound in one step. */
  readonly share: number;
  readonly everyUs: number;
  /** When each acts, µs; -1 = content. */
  readonly dueUs: Float64Array;
}

/** Tip, wei per gas. Holders do not compete for block space. */
const TIP = 1e9;
/** Lowest share of the oracle's price at which a loop is sold. */
const LEAST_PRICE = 0.97;

export function wake(view: View, agent: State): void {
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
  const lending = view.lendings[agent.lending]!;
  const rate = lending.borrowRate[lending.assets.indexOf(agent.debt)]!;
  agent.positions.forEach((position, row) => {
    const { collateral, debt, health } = view.standing(agent.lending, position);
    const equity = collateral - debt;
    if (debt <= 0 || collateral <= 0) return;
    // A loop without equity is not unwound: its holder has nothing left to lose.
    if (equity <= 0) return;
    const netYield = (collateral * agent.yieldRate - debt * rate) / equity - agent.least[row]!;
    const reason = Confidence.looper(netYield, health, agent.targetHealth[row]!);
    if (reason === 'stay') agent.dueUs[row] = -1;
    else if (agent.dueUs[row]! < 0) agent.dueUs[row] = view.nowUs + agent.delayUs[row]!;
    else if (agent.dueUs[row]! <= view.nowUs) unwind(view, agent, row, collateral, debt);
  });
}

/** A part of the loop, in dollars of debt: sold and repaid at once, or repaid with cash. */
function unwind(view: View, agent: State, row: number, collateral: number, debt: number): void {
  const lending = view.lendings[agent.lending]!;
  const base = {
    lending: agent.lending,
    position: agent.positions[row]!,
    account: agent.accounts[row]!,
    bid: { maxFee: 200 * TIP, tip: TIP },
    origin: view.news.origin,
  };
  const usd = Math.min(debt, collateral, Math.max(agent.share * debt, 1));
  const atoms = (asset: number, dollars: number) =>
    Whole.down((dollars / lending.price[lending.assets.indexOf(asset)]!) * view.assets[asset]!.unit);
  if (agent.pool >= 0) {
    const sold = atoms(agent.collateral, usd);
    const { collateral: from, debt: to } = agent;
    const call = { ...base, collateral: from, debt: to, pool: agent.pool, atoms: sold };
    const isFair = sold > 0 && view.pools[agent.pool]!.quote(from, to, sold) >= atoms(to, usd * LEAST_PRICE);
    if (isFair) view.box.calls.push({ op: 'deleverage', ...call });
    return;
  }
  const cash = Math.min(view.balance(base.account, agent.debt), atoms(agent.debt, usd));
  if (cash > 0) view.box.calls.push({ op: 'repay', ...base, asset: agent.debt, atoms: cash });
}
