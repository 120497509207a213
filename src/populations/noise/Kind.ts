import { define } from '../Kind.js';
import * as Noise from './Noise.js';
import * as NoiseOpening from './NoiseOpening.js';
import * as NoiseSchema from './NoiseSchema.js';

export const kind = define({
  name: 'noise',
  about: 'Small uninformed orders in every market.',
  behaviors: [{ kind: 'noise', wake: Noise.wake }],
  opening: {
    label: 'noise',
    order: 90,
    isOnVenues: true,
    schema: NoiseSchema.Schema,
    market: NoiseOpening.open,
  },
});
