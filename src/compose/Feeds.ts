import type { Asset, Engine, Feed } from '../state/Engine.js';

/** A feed of `markets` on which nothing was published. */
export function empty(markets: number, assets: readonly Asset[]): Feed {
  const column = () => new Float64Array(markets).fill(Number.NaN);
  return {
    bid: column(),
    ask: column(),
    price: column(),
    mark: column(),
    index: column(),
    bidTicks: new Int32Array(markets).fill(-1),
    askTicks: new Int32Array(markets).fill(-1),
    updatedUs: new Float64Array(markets),
    assetUsd: Float64Array.from(assets, (asset) => asset.openUsd),
  };
}

/** Tables whose width is the number of markets, once all of them exist. */
export function finish(engine: Engine): void {
  engine.feed = empty(engine.markets.length, engine.assets);
  for (const { id, mark } of engine.markets) {
    if (!mark) continue;
    engine.feed.mark[id] = mark.mark;
    engine.feed.index[id] = mark.index;
  }
  engine.tally.feed = {
    second: new Float64Array(engine.markets.length).fill(-1),
    waiting: engine.markets.map(() => []),
  };
}
