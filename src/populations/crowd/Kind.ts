import { define } from '../Kind.js';
import * as Crowd from './Crowd.js';
import * as CrowdOpening from './CrowdOpening.js';
import * as CrowdSchema from './CrowdSchema.js';

export const kind = define({
  name: 'crowd',
  about:
    'Retail accounts of perps: isolated positions with stated distances to liquidation, stops, profit-taking and trend followers. They take the other side of everybody’s positions.',
  behaviors: [{ kind: 'crowd', wake: Crowd.wake }],
  opening: {
    label: 'crowd',
    order: 100,
    isOnVenues: true,
    schema: CrowdSchema.Schema,
    group: CrowdOpening.open,
  },
});
