import { define } from '../Kind.js';
import * as Liquidator from './Liquidator.js';

export const kind = define({
  name: 'liquidators',
  about: 'Firms that liquidate positions of a lending protocol for a profit; they stand under `lending:`.',
  behaviors: [{ kind: 'liquidator', wake: Liquidator.wake, reported: Liquidator.reported }],
});
