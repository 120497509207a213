import { define } from '../Kind.js';
import * as ValueBuyer from './ValueBuyer.js';
import * as ValueOpening from './ValueOpening.js';
import * as ValueSchema from './ValueSchema.js';

export const kind = define({
  name: 'value',
  about: 'Slow money: it buys below fundamental value, more the deeper the discount, and sells above it.',
  behaviors: [{ kind: 'value-buyer', wake: ValueBuyer.wake }],
  opening: {
    label: 'value',
    order: 91,
    isOnVenues: true,
    schema: ValueSchema.Schema,
    market: ValueOpening.open,
  },
});
