import type { Facts } from './Facts.js';
import * as Kinds from './Kinds.js';

/** Dollars that passed through one channel, the losses it carried, and its share of all losses (0 to 1). */
export interface Channel {
  readonly title: string;
  readonly usd: number;
  readonly lossUsd: number;
  readonly share: number;
}

/**
 * What each channel carried, without counting a loss twice: what a liquidation lost beyond its owner's collateral is
 * taken off liquidations and stands under ADL or bad debt, by who paid it.
 */
export function list({ flows: { flows, badDebtUsd }, summary }: Facts): Channel[] {
  const usd = Kinds.CHANNELS.map(() => 0);
  const loss = Kinds.CHANNELS.map(() => 0);
  for (const flow of flows) {
    usd[flow.channel]! += flow.usd;
    loss[flow.channel]! += flow.lossUsd;
  }
  const { total, payers } = summary.losses;
  loss[Kinds.PERP] = Math.max(0, loss[Kinds.PERP]! - (total - badDebtUsd));
  loss[Kinds.COLLATERAL] = Math.max(0, loss[Kinds.COLLATERAL]! - badDebtUsd);
  loss[Kinds.ADL] = payers.adl ?? 0;
  loss[Kinds.BAD_DEBT] = total - loss[Kinds.ADL]!;
  usd[Kinds.BAD_DEBT] = loss[Kinds.BAD_DEBT]!;
  const all = loss.reduce((sum, one) => sum + one, 0);
  return Kinds.CHANNELS.map((title, i) => {
    return { title, usd: usd[i]!, lossUsd: loss[i]!, share: all > 0 ? loss[i]! / all : 0 };
  });
}
