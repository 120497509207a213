import { define } from '../Kind.js';
import * as Arbitrageur from './Arbitrageur.js';
import * as ArbitrageurOpening from './ArbitrageurOpening.js';
import * as ArbitrageurSchema from './ArbitrageurSchema.js';

export const kind = define({
  name: 'arbitrageurs',
  about:
    'Cross-venue arbitrageurs: one an asset, with an account and inventory on every venue that lists it.',
  behaviors: [{ kind: 'arbitrageur', wake: Arbitrageur.wake }],
  opening: {
    label: 'arbitrageur',
    order: 60,
    isOnVenues: true,
    schema: ArbitrageurSchema.Schema,
    group: ArbitrageurOpening.open,
  },
});
