import { define } from '../Kind.js';
import * as Taker from './Taker.js';
import * as TakerOpening from './TakerOpening.js';
import * as TakerSchema from './TakerSchema.js';

export const kind = define({
  name: 'takers',
  about:
    'Uninformed order flow of a market: large orders split into small ones of the same side, sizes with a heavy tail, arrivals in clusters and by the hour of the day.',
  behaviors: [{ kind: 'taker', wake: Taker.wake }],
  opening: {
    label: 'taker',
    order: 93,
    isOnVenues: true,
    schema: TakerSchema.Schema,
    market: TakerOpening.open,
  },
});
