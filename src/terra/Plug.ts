import type * as Call from '../messages/Call.js';
import type { Plug } from '../plugs/Plug.js';
import * as AnchorProtocol from './AnchorProtocol.js';
import * as TerraOpening from './opening/TerraOpening.js';
import * as Plugged from './Plugged.js';
import { BEHAVIORS } from './people/Registry.js';
import * as TerraChain from './TerraChain.js';
import * as TerraColumns from './TerraColumns.js';
import { Terra } from './TerraSchema.js';
import * as TerraShow from './TerraShow.js';

/** Terra Classic with its market module, Anchor, and those who hold UST and LUNA. */
export const plug: Plug = {
  name: Plugged.NAME,
  schema: Terra,
  dated: ['votes', 'reserve.windows'],
  open: TerraOpening.open,
  wake: (engine) => TerraChain.block(engine, Plugged.of(engine)!),
  takes: TerraChain.isTerra,
  send: (engine, call) => TerraChain.send(engine, call as Call.TerraCall),
  execute: (engine, call) => {
    if (call.op === 'anchor-deposit' || call.op === 'anchor-withdraw') AnchorProtocol.execute(engine, call);
    else TerraChain.execute(engine, call as Call.TerraCall);
  },
  view: TerraShow.view,
  producer: TerraColumns.producer,
  behaviors: BEHAVIORS,
};
