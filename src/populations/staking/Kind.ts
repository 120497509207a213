import { define } from '../Kind.js';
import * as StakingArbitrageur from './StakingArbitrageur.js';
import * as StakingOpening from './StakingOpening.js';
import * as StakingSchema from './StakingSchema.js';

export const kind = define({
  name: 'staking',
  about: 'Arbitrageurs between the books of a staked asset and what it redeems to.',
  behaviors: [{ kind: 'staking-arbitrageur', wake: StakingArbitrageur.wake }],
  opening: {
    label: 'staking',
    order: 70,
    isOnVenues: true,
    schema: StakingSchema.Schema,
    group: StakingOpening.open,
  },
});
