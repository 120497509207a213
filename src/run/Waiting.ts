import type { Waiting } from '../observe/PriceMaps.js';
import type { Engine } from '../state/Engine.js';
import * as Time from '../units/Time.js';
import * as Whole from '../units/Whole.js';
import * as WaitingMoves from './WaitingMoves.js';
import * as Sums from './WaitingSums.js';

/** Assets with a map of their own; the others share one. */
const MOST = 8;
const OTHERS = 'others';

/** Whether the probe at hand is the last before the first news; in a run without news the first is taken. */
export function isDue({ kernel, news }: Engine, nextUs: number): boolean {
  const first = news.atUs[0];
  return first === undefined || nextUs >= first || kernel.nowUs >= first;
}

/** What is liquidated at which price, if nothing but the price changes. Reads the world; isolated positions stand at their own marks. */
export type Found = Waiting;

export function of(engine: Engine): Waiting {
  const byAsset = engine.assets.map(Sums.create);
  positions(engine, byAsset);
  WaitingMoves.add(engine, byAsset);
  const all = byAsset.map((one, asset) => ({ asset, one, usd: totalOf(one) })).filter(({ usd }) => usd > 0);
  all.sort((a, b) => b.usd - a.usd || a.asset - b.asset);
  const own = all.slice(0, MOST).map(({ asset, one }) => {
    const { symbol, openUsd } = engine.assets[asset]!;
    const priceUsd = engine.feed.assetUsd[asset]! || openUsd;
    return { asset: symbol, priceUsd, steps: stepsOf([one]) };
  });
  const rest = all.slice(MOST).map(({ one }) => one);
  const others = rest.length === 0 ? [] : [{ asset: OTHERS, steps: stepsOf(rest) }];
  return { at: Time.iso(engine.startMs, engine.kernel.nowUs), assets: [...own, ...others] };
}

function positions(engine: Engine, byAsset: readonly Sums.Sums[]): void {
  for (const { market: id, count, lots, trigger } of engine.crowds) {
    const market = engine.markets[id]!;
    const mark = market.mark!.mark;
    for (let row = 0; row < count; row++) {
      if (lots[row] === 0 || Number.isNaN(trigger[row]!)) continue;
      const at = Sums.place(trigger[row]! / mark - 1);
      if (at < 0) continue;
      const { positionsUsd } = byAsset[market.base]!;
      positionsUsd[at] = positionsUsd[at]! + Math.abs(lots[row]!) * market.lot * mark;
    }
  }
}

function totalOf({ positionsUsd, accountsUsd, loansUsd }: Sums.Sums): number {
  let usd = 0;
  for (let at = 0; at < positionsUsd.length; at++)
    usd += positionsUsd[at]! + accountsUsd[at]! + loansUsd[at]!;
  return usd;
}

/** Steps at which anything waits, from the deepest fall to the highest rise. */
function stepsOf(all: readonly Sums.Sums[]): Waiting['assets'][number]['steps'] {
  const steps: Waiting['assets'][number]['steps'] = [];
  for (let percent = -Sums.PERCENT; percent <= Sums.PERCENT; percent++) {
    if (percent === 0) continue;
    const at = Sums.place(percent / Sums.PERCENT);
    const sum = (key: keyof Sums.Sums) => Whole.down(0.5 + all.reduce((usd, one) => usd + one[key][at]!, 0));
    const step = {
      positionsUsd: sum('positionsUsd'),
      accountsUsd: sum('accountsUsd'),
      loansUsd: sum('loansUsd'),
    };
    if (step.positionsUsd + step.accountsUsd + step.loansUsd > 0)
      steps.push({ move: percent / Sums.PERCENT, ...step });
  }
  return steps;
}
