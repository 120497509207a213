import * as Real from '../base/Real.js';
import * as Fundamentals from '../state/Fundamentals.js';
import type { View } from '../state/View.js';

/**
 * What an agent believes an asset is worth: the public value of `delayUs` ago. The delay stands for
 * attention; between headlines the value moves by what the scenario states under `fundamentals`, else not at all.
 */
export function value(view: View, asset: number, delayUs: number): number {
  const { news } = view;
  let impulse = 0;
  for (let step = 0; step < news.atUs.length; step++)
    if (news.atUs[step]! + delayUs <= view.nowUs) impulse += news.logImpulse[step]!;
  const level = news.moving ? Fundamentals.levelAt(news.moving, asset, view.nowUs, delayUs) : 0;
  return view.assets[asset]!.openUsd * Real.exp(news.beta[asset]! * impulse + level);
}
