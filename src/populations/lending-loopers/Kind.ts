import { define } from '../Kind.js';
import * as LendingLooper from './LendingLooper.js';

export const kind = define({
  name: 'lending-loopers',
  about: 'Loops on a lending protocol; they stand under `lending:`.',
  behaviors: [{ kind: 'lending-looper', wake: LendingLooper.wake }],
});
