import type * as Call from '../messages/Call.js';
import type { View } from '../state/View.js';

/** What somebody pays for block space who bears `bear` times the present base fee and tips `tipWei`. */
export function of(view: View, bear: number, tipWei: number): Call.Bid {
  return { maxFee: Math.round(bear * view.baseFee()) + tipWei, tip: tipWei };
}
