import { z } from 'zod';
import * as ConstantProduct from '../../../mechanisms/amm/ConstantProduct.js';
import * as PlainView from '../PlainView.js';
import * as PoolFields from '../PoolFields.js';
import type { PoolKind } from '../PoolKind.js';
import * as ShareFill from '../ShareFill.js';

const Schema = z.strictObject({
  ...PoolFields.common(),
  curve: z.literal('constant-product'),
  ...PoolFields.shared(),
});

/** A Uniswap v2 pair. */
export const KIND: PoolKind<z.infer<typeof Schema>> = {
  schema: Schema,
  rule: ConstantProduct.RULE,
  coinsOf: ({ coins }) => Object.keys(coins),
  mistakes: ({ coins, curve }, _, at) => PoolFields.count(coins, curve, { most: 2 }, at),
  open: ({ engine }, spec, coins) => {
    const [first, second] = coins.map((asset) => engine.assets[asset]!.decimals);
    const { shareDecimals, feePpm } = PoolFields.terms(engine, spec);
    const pool = ConstantProduct.create([first!, second!], shareDecimals, feePpm);
    return { pool, base: -1, meta: undefined };
  },
  fill: ShareFill.fill,
  show: (engine, self) => PlainView.of(engine, self, ConstantProduct.RULE),
};
