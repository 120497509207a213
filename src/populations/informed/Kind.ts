import { define } from '../Kind.js';
import * as Informed from './Informed.js';
import * as InformedOpening from './InformedOpening.js';
import * as InformedSchema from './InformedSchema.js';

export const kind = define({
  name: 'informed',
  about:
    'Traders who know the fundamental value, some within seconds and some within hours, and trade towards it.',
  behaviors: [{ kind: 'informed', wake: Informed.wake }],
  opening: {
    label: 'informed',
    order: 92,
    isOnVenues: true,
    schema: InformedSchema.Schema,
    market: InformedOpening.open,
  },
});
