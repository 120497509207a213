import * as BlockClock from '../mechanisms/rail/BlockClock.js';
import type { Engine } from '../state/Engine.js';
import type { View } from '../state/View.js';
import * as Plugged from './Plugged.js';
import * as Market from './rules/AnchorMarket.js';
import * as TerraChain from './TerraChain.js';
import * as TerraTally from './TerraTally.js';

/** Terra as everybody sees it. Prices in dollars, sizes in units. */
export interface TerraView {
  readonly luna: number;
  readonly ust: number;
  readonly aust: number;
  isHalted(): boolean;
  /** Dollars per LUNA at which the module swaps; 0 without a valid rate. */
  oracleUsd(): number;
  supply(asset: number): number;
  /** Part of `usd` of UST (positive) or LUNA (negative) that a swap would lose; 1 when swaps are off. */
  spread(usd: number): number;
  /** Anchor: UST owed to depositors, UST free to leave, UST atoms an aUST atom is worth. */
  deposits(): number;
  cash(): number;
  exchangeRate(): number;
}

/** The chain as the view of an agent shows it; the world has one. */
export function of(view: View): TerraView {
  return view.plugged(Plugged.NAME) as TerraView;
}

export function view(engine: Engine): TerraView | undefined {
  const terra = Plugged.of(engine);
  if (terra === undefined) return undefined;
  const { oracle, anchor } = terra;
  const unit = engine.assets[terra.ust]!.unit;
  return {
    luna: terra.luna,
    ust: terra.ust,
    aust: terra.aust,
    isHalted: () => BlockClock.isHalted(terra.clock),
    oracleUsd: () => oracle.rates.usd / 1e12,
    supply: (asset) => TerraChain.supply(engine, terra, asset) / engine.assets[asset]!.unit,
    spread: (usd) => (isBound(engine, terra, usd) ? 1 : spread(terra, usd)),
    deposits: () => Market.assets(anchor.market) / unit,
    cash: () => anchor.market.cash / unit,
    exchangeRate: () => Market.exchangeRate(anchor.market),
  };
}

/** Whether a swap of that size would mint more LUNA than can be counted, or than a breaker lets through. */
function isBound(engine: Engine, terra: TerraChain.TerraChain, usd: number): boolean {
  const held = TerraChain.supply(engine, terra, terra.luna);
  const minted = (usd / (terra.oracle.rates.usd / 1e12)) * engine.assets[terra.luna]!.unit;
  const cap = TerraTally.mintCap(terra.tally, held, engine.kernel.nowUs);
  return usd > 0 && held + minted > cap;
}

/** The formula of the virtual pools in doubles. */
function spread(terra: TerraChain.TerraChain, usd: number): number {
  const { terms, delta } = terra.market;
  const least = terms.minSpreadPpm / 1e6;
  if (least >= 1 || !(terra.oracle.rates.usd > 0)) return 1;
  const base = terms.basePoolMicro / 1e6;
  const terraPool = base + delta.whole;
  const size = Math.abs(usd) / (terra.usdPerSdrPpm / 1e6);
  // The side that is paid in grows by `size`; the other one shrinks on the constant product.
  const pool = usd >= 0 ? terraPool : (base * base) / terraPool;
  return Math.max(least, 1 - (base * base) / (pool * (pool + size)));
}
