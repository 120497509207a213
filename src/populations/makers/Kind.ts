import { define } from '../Kind.js';
import * as Maker from './Maker.js';
import * as MakerOpening from './MakerOpening.js';
import * as MakerSchema from './MakerSchema.js';
import * as Withdrawal from './Withdrawal.js';

export const kind = define({
  name: 'makers',
  about:
    'Market makers: a few firms a venue, each with one account and a desk in every market there. They widen and withdraw quotes as volatility rises and margin falls.',
  behaviors: [{ kind: 'maker', wake: Maker.wake, notice: Withdrawal.notice }],
  opening: {
    label: 'maker',
    order: 10,
    isOnVenues: true,
    schema: MakerSchema.Schema,
    group: MakerOpening.open,
  },
});
