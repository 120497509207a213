import { define } from '../Kind.js';
import * as BasisOpening from './BasisOpening.js';
import * as BasisSchema from './BasisSchema.js';
import * as BasisTrader from './BasisTrader.js';

export const kind = define({
  name: 'basis',
  about:
    'Cash-and-carry traders on unified venues: spot held, the same units short in perps. They leave when the basis is negative and enter when it is wide.',
  behaviors: [{ kind: 'basis-trader', wake: BasisTrader.wake, notice: BasisTrader.notice }],
  opening: {
    label: 'basis',
    order: 50,
    isOnVenues: true,
    schema: BasisSchema.Schema,
    group: BasisOpening.open,
  },
});
