import type * as Call from '../messages/Call.js';
import type { View } from '../state/View.js';
import * as Whole from '../units/Whole.js';

/** A bid for block space: at most `bear` times the present base fee, and a tip of `tipWei`. */
export function of(view: View, bear: number, tipWei: number): Call.Bid {
  return { maxFee: Whole.nearest(bear * view.baseFee()) + tipWei, tip: tipWei };
}
