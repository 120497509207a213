import { define } from '../Kind.js';
import * as IssuerHedger from './IssuerHedger.js';

export const kind = define({
  name: 'issuer-hedgers',
  about: 'The desk that keeps an issuer’s perps short; its terms stand under `issuers:`.',
  behaviors: [{ kind: 'issuer-hedger', wake: IssuerHedger.wake, notice: IssuerHedger.notice }],
});
