import * as Agent from '../../populations/Agent.js';
import * as Confidence from '../../populations/holders/Confidence.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as TerraShow from '../TerraShow.js';
import type * as TerraPlaces from './TerraPlaces.js';
import * as Places from './TerraPlaces.js';
import * as TerraSignal from './TerraSignal.js';

/**
 * A class of holders of LUNA. They fear the end of UST's peg, dilution and a falling price; who leaves sells on the
 * venue, as much as the bids near the touch take. Those who have bonded their coins ask for them back and wait.
 */
export interface State extends Agent.Base, TerraPlaces.Places {
  readonly kind: 'luna-holder';
  readonly isBonded: boolean;
  readonly holders: Confidence.Holders;
  readonly taste: Confidence.Taste;
  readonly everyUs: number;
  readonly memory: TerraSignal.Memory;
  lastUs: number;
  /** Atoms that leave and are not sold or asked for yet. */
  wanted: number;
}

const WITHIN = 0.01;

export function wake(view: View, agent: State): void {
  const dtUs = view.nowUs - agent.lastUs;
  agent.lastUs = view.nowUs;
  const signal = TerraSignal.read(view, agent, agent.memory, true);
  Confidence.observe(agent.holders, agent.taste, signal, dtUs);
  agent.wanted += Confidence.exit(agent.holders, agent.taste, dtUs, view.streams, agent.stream);
  const terra = TerraShow.of(view);
  if (agent.isBonded) unbond(view, agent);
  else {
    let staying = 0;
    for (const held of agent.holders.held) staying += held;
    const leaving = (view.balance(agent.venue, terra.luna) - staying) / view.assets[terra.luna]!.unit;
    if (leaving > 0) Places.sell(view, agent.venue, agent.lunaMarket, leaving, WITHIN);
  }
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
}

function unbond(view: View, agent: State): void {
  const atoms = Whole.down(agent.wanted);
  if (atoms < view.assets[TerraShow.of(view).luna]!.unit || TerraShow.of(view).isHalted()) return;
  agent.wanted -= atoms;
  view.box.calls.push({ op: 'terra-unbond', account: agent.terra, atoms, origin: 0 });
}
