import { define } from '../Kind.js';
import * as Pledger from './Pledger.js';
import * as PledgerOpening from './PledgerOpening.js';
import * as PledgerSchema from './PledgerSchema.js';

export const kind = define({
  name: 'pledgers',
  about:
    'Holders who pledge alts and staked assets in unified accounts against stable debt and longs of majors. A margin call finds them after minutes; then they sell.',
  behaviors: [{ kind: 'pledger', wake: Pledger.wake, notice: Pledger.notice }],
  opening: {
    label: 'pledger',
    order: 20,
    isOnVenues: true,
    schema: PledgerSchema.Schema,
    group: PledgerOpening.open,
  },
});
