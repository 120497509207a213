import { define } from '../Kind.js';
import * as WhaleOpening from './WhaleOpening.js';
import * as WhaleSchema from './WhaleSchema.js';

export const kind = define({
  name: 'whales',
  about:
    'Loops whose equity was borrowed against alts in an account of their own. A margin call there unwinds the loop.',
  behaviors: [],
  opening: {
    label: 'whale',
    order: 40,
    isOnVenues: true,
    schema: WhaleSchema.Schema,
    group: WhaleOpening.open,
  },
});
