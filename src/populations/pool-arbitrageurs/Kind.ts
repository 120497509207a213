import { define } from '../Kind.js';
import * as PoolArbitrageur from './PoolArbitrageur.js';
import * as PoolArbitrageurOpening from './PoolArbitrageurOpening.js';
import * as PoolArbitrageurSchema from './PoolArbitrageurSchema.js';

export const kind = define({
  name: 'pool-arbitrageurs',
  about: 'Firms that trade pools of a synthetic dollar against its books and its issuer.',
  behaviors: [{ kind: 'pool-arbitrageur', wake: PoolArbitrageur.wake }],
  opening: {
    label: 'pool-arbitrageur',
    order: 130,
    isOnVenues: false,
    schema: PoolArbitrageurSchema.Schema,
    group: PoolArbitrageurOpening.open,
  },
});
