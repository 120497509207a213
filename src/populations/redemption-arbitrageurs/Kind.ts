import { define } from '../Kind.js';
import * as RedemptionArbitrageur from './RedemptionArbitrageur.js';

export const kind = define({
  name: 'redemption-arbitrageurs',
  about: 'Firms that buy a synthetic dollar below par and redeem it; their terms stand under `issuers:`.',
  behaviors: [{ kind: 'redemption-arbitrageur', wake: RedemptionArbitrageur.wake }],
});
