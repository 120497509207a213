import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as Agent from '../Agent.js';

/**
 * Money that goes where it earns more: lent to a lending protocol while its supply rate exceeds what the holder gets
 * elsewhere, withdrawn when it falls short, a part at a time. Rows of like holders, as columns.
 */
export interface State extends Agent.Base {
  readonly kind: 'yield-seeker';
  readonly lending: number;
  readonly asset: number;
  readonly positions: readonly number[];
  readonly accounts: readonly number[];
  /** What money earns elsewhere a year, and the difference that moves it. */
  readonly alternative: Float64Array;
  readonly band: number;
  /** Part of the money that is moved in one step. */
  readonly share: number;
  readonly everyUs: number;
}

/** Largest fee and tip, wei per gas: small, because there is no hurry. */
const BID = { maxFee: 50e9, tip: 1e9 };

export function wake(view: View, agent: State): void {
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
  const { assets, supplyRate, cash: pool } = view.lendings[agent.lending]!;
  const reserve = assets.indexOf(agent.asset);
  const rate = supplyRate[reserve]!;
  let left = pool[reserve]!;
  agent.positions.forEach((position, row) => {
    const account = agent.accounts[row]!;
    const carry = rate - agent.alternative[row]!;
    if (Math.abs(carry) <= agent.band) return;
    const cash = view.balance(account, agent.asset);
    const lent = view.deposit(agent.lending, position, agent.asset);
    const part = Whole.down(agent.share * (cash + lent));
    // A withdrawal beyond the pool's cash is refused as a whole, so the request is limited to the cash.
    const atoms = Math.min(part, carry > 0 ? cash : Math.min(lent, left));
    if (atoms <= 0) return;
    if (carry < 0) left -= atoms;
    const op = carry > 0 ? 'supply' : 'withdraw';
    const { lending, asset } = agent;
    view.box.calls.push({ op, lending, position, account, asset, atoms, bid: BID, origin: 0 });
  });
}
