import { define } from '../Kind.js';
import * as YieldSeeker from './YieldSeeker.js';

export const kind = define({
  name: 'yield-seekers',
  about: 'Money that is lent while it pays; it stands under `lending:`.',
  behaviors: [{ kind: 'yield-seeker', wake: YieldSeeker.wake }],
});
