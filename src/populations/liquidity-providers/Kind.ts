import { define } from '../Kind.js';
import * as LiquidityProvider from './LiquidityProvider.js';
import * as ProviderOpening from './ProviderOpening.js';
import * as ProviderSchema from './ProviderSchema.js';

export const kind = define({
  name: 'liquidity-providers',
  about: 'Owners of pool shares who leave when their pool becomes one-sided.',
  behaviors: [{ kind: 'liquidity-provider', wake: LiquidityProvider.wake }],
  opening: {
    label: 'provider',
    order: 120,
    isOnVenues: false,
    schema: ProviderSchema.Schema,
    group: ProviderOpening.open,
  },
});
