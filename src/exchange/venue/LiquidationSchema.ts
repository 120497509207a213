import { z } from 'zod';
import * as Parameters from '../../format/Parameters.js';
import * as UnitText from '../../format/UnitText.js';
import * as AdlRules from '../../mechanisms/liquidation/Adl.js';
import * as Styles from '../../mechanisms/liquidation/Styles.js';

/** How a venue liquidates. */
export const Liquidation = z.strictObject({
  /** How much of a position an order closes, and where unified accounts differ from isolated and cross ones. */
  style: Parameters.choice(Styles.rules),
  unifiedStyle: Parameters.choice(Styles.rules).optional(),
  /** Part of what is closed of an isolated position that goes to the pool; margin accounts pay none. */
  fee: UnitText.ratio(),
  attempts: UnitText.count({ min: 1 }),
  visibleWithin: UnitText.ratio(),
  visibleShare: UnitText.ratio(),
  positionShare: UnitText.ratio(),
  takeoverAfter: UnitText.duration(),
  /** What the fund closes of its positions a second, and the largest share of the visible other side it takes. */
  fundRate: UnitText.ratio(),
  fundShare: UnitText.ratio(),
  /** Time in which it sells collateral it has taken over but for 1/e, and the farthest below its worth elsewhere. */
  fundSellsOver: UnitText.duration(),
  fundBand: UnitText.ratio(),
  sell: z.enum(['weight', 'depth']),
  vault: z.boolean(),
});

/** When winners bear what a pool does not, in which order, and what is taken from them. */
export const Adl = z.strictObject({
  policy: Parameters.choice(AdlRules.policies),
  trigger: Parameters.choice(AdlRules.triggers),
  rank: Parameters.choice(AdlRules.ranks),
});
