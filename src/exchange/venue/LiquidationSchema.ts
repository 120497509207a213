import { z } from 'zod';
import * as Parameters from '../../format/Parameters.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';
import * as AdlRules from '../../mechanisms/liquidation/Adl.js';
import * as Styles from '../../mechanisms/liquidation/Styles.js';

/** How a venue liquidates. */
export const Liquidation = z.strictObject({
  /** How much of a position an order closes, and where unified accounts differ from isolated and cross ones. */
  style: Parameters.choice(Styles.rules),
  unifiedStyle: Parameters.choice(Styles.rules).optional(),
  /** Part of what is closed by force that goes to the pool, of isolated positions and margin accounts alike; forced orders pay no taker's fee beside it. */
  fee: UnitText.ratio(),
  attempts: UnitText.count({ min: 1 }),
  visibleWithin: UnitText.ratio(),
  visibleShare: UnitText.ratio(),
  positionShare: UnitText.ratio(),
  takeoverAfter: UnitText.duration(),
  /** What is taken over: a bankrupt or overdue account whole, or what is left of a bankrupt one after its sale. */
  takes: Helpers.absent('whole', z.enum(['whole', 'residual'])),
  /** Share of its positions that the fund closes a second, and the largest share of visible orders it takes. */
  fundRate: UnitText.ratio(),
  fundShare: UnitText.ratio(),
  /** Time constant of its sales of collateral taken over, and the largest discount to the price elsewhere at which it sells. */
  fundSellsOver: UnitText.duration(),
  fundBand: UnitText.ratio(),
  sell: z.enum(['weight', 'depth']),
  vault: z.boolean(),
});

/** Deleveraging: when winners bear a loss instead of the pool, in which order, and what is taken from them. */
export const Adl = z.strictObject({
  policy: Parameters.choice(AdlRules.policies),
  trigger: Parameters.choice(AdlRules.triggers),
  rank: Parameters.choice(AdlRules.ranks),
});
