import { define } from '../Kind.js';
import * as Looper from './Looper.js';
import * as LooperOpening from './LooperOpening.js';
import * as LooperSchema from './LooperSchema.js';

export const kind = define({
  name: 'loopers',
  about:
    'Loops of a synthetic dollar on unified venues: coins bought with dollars that are borrowed against them.',
  behaviors: [{ kind: 'looper', wake: Looper.wake, notice: Looper.notice }],
  opening: {
    label: 'looper',
    order: 30,
    isOnVenues: true,
    schema: LooperSchema.Schema,
    group: LooperOpening.open,
  },
});
