import { define } from '../Kind.js';
import * as LoopSeeker from './LoopSeeker.js';
import * as LoopSeekerOpening from './LoopSeekerOpening.js';
import * as LoopSeekerSchema from './LoopSeekerSchema.js';

export const kind = define({
  name: 'loop-seekers',
  about: 'Holders of dollars on one venue who loop a coin there while it pays.',
  behaviors: [{ kind: 'loop-seeker', wake: LoopSeeker.wake }],
  opening: {
    label: 'loop-seeker',
    order: 110,
    isOnVenues: false,
    schema: LoopSeekerSchema.Schema,
    group: LoopSeekerOpening.open,
  },
});
