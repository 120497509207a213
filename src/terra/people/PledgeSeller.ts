import * as Agent from '../../populations/Agent.js';
import type { View } from '../../state/View.js';
import * as TerraShow from '../TerraShow.js';
import * as Places from './TerraPlaces.js';

/** Those whose bids bought pledged LUNA from Anchor's liquidations: they take it to the venue and sell it. */
export interface State extends Agent.Base, Places.Places {
  readonly kind: 'pledge-seller';
  readonly everyUs: number;
}

const WITHIN = 0.01;

export function wake(view: View, agent: State): void {
  const { luna } = TerraShow.of(view);
  Places.transfer(view, luna, { from: agent.terra, to: agent.venue }, view.balance(agent.terra, luna));
  Places.sell(view, agent.venue, agent.lunaMarket, Number.POSITIVE_INFINITY, WITHIN);
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
}
