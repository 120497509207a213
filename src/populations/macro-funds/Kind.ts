import { define } from '../Kind.js';
import * as MacroFund from './MacroFund.js';
import * as MacroFundOpening from './MacroFundOpening.js';

export const kind = define({
  name: 'macro-funds',
  about: 'Funds that cut risk in the windows stated under `exogenous:`.',
  behaviors: [{ kind: 'macro-fund', wake: MacroFund.wake }],
  opening: { label: 'macro', order: 80, section: MacroFundOpening.open },
});
