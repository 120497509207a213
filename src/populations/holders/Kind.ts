import { define } from '../Kind.js';
import * as Holder from './Holder.js';
import * as HolderOpening from './HolderOpening.js';
import * as HolderSchema from './HolderSchema.js';

export const kind = define({
  name: 'holders',
  about: 'Holders of a synthetic dollar without leverage. They leave when they doubt that redemption lasts.',
  behaviors: [{ kind: 'holder', wake: Holder.wake }],
  opening: {
    label: 'holders',
    order: 140,
    isOnVenues: false,
    schema: HolderSchema.Schema,
    group: HolderOpening.open,
  },
});
