import type * as Crash from './Crash.js';
import * as Holdings from './Holdings.js';
import * as Leaving from './Leaving.js';
import type * as Made from './Made.js';
import * as PriceLevels from './PriceLevels.js';
import * as PriceMap from './PriceMap.js';
import * as Verdict from './Verdict.js';
import * as Yield from './Yield.js';

/** Everything that is said about a position: plain data, dollars and fractions. */
export interface Answer {
  readonly id: string;
  readonly kind: string;
  /** What the answer hangs on, and where each value comes from. */
  readonly facts: readonly Made.Fact[];
  readonly size: Size;
  readonly income: Yield.Income;
  readonly levels: readonly PriceLevels.Ladder[];
  readonly map: PriceMap.PriceMap | null;
  readonly exit: Leaving.Exit;
  readonly crash: Crash.Crash | null;
  readonly verdict: readonly string[];
}

export interface Size {
  readonly exposureUsd: number;
  readonly equityUsd: number;
  readonly debtUsd: number;
  /** Exposure over equity. */
  readonly leverage: number;
  /** Health of a loan, or margin ratio; null where nothing is owed. */
  readonly ratio: number | null;
  readonly ratioName: string;
  readonly callName: string;
  readonly liquidatedAt: number;
}

/** What a world says of getting out of a position now. */
export interface World {
  readonly routes: readonly Leaving.Route[];
  readonly waits: readonly Leaving.Wait[];
}

const NOWHERE: World = { routes: [], waits: [] };

/** The answer without a crash: formulas alone. */
export function compose(made: Made.Made, world: World = NOWHERE, crash: Crash.Crash | null = null): Answer {
  const { holdings, facts, exit } = made;
  const size = sizeOf(holdings);
  const income = Yield.assess(holdings, made);
  const levels = PriceLevels.assess(holdings);
  const routes =
    exit.depthUsd === undefined ? world.routes : [...world.routes, ...stated(made, exit.depthUsd)];
  const own = exit.cooldownUs === undefined ? [] : [{ what: 'cooldown, stated', us: exit.cooldownUs }];
  const known = {
    id: holdings.id,
    kind: holdings.kind,
    facts,
    size,
    income,
    levels,
    map: PriceMap.assess(holdings) ?? null,
    exit: Leaving.assess(routes, [...own, ...world.waits]),
    crash,
  };
  return { ...known, verdict: Verdict.tell(known) };
}

function sizeOf(one: Holdings.Holdings): Size {
  const prices = Holdings.now(one);
  const at = (asset: string) => prices.get(asset)!;
  const exposureUsd = Holdings.exposure(one, at);
  const { equityUsd, ratio } = one.rule.assess(one, at);
  return {
    exposureUsd,
    equityUsd,
    debtUsd: one.owed.reduce((sum, { units, usd }) => sum + units * usd, 0),
    leverage: exposureUsd / equityUsd,
    ratio: Number.isFinite(ratio) ? ratio : null,
    ratioName: one.rule.ratioName,
    callName: one.rule.callName,
    liquidatedAt: one.rule.line,
  };
}

/** What would be sold or bought back: everything that is no dollar. */
export function open({ held, perps }: Holdings.Holdings): { asset: string; usd: number; isPerp: boolean }[] {
  return [
    ...held
      .filter(({ isCash }) => !isCash)
      .map(({ asset, units, usd }) => ({ asset, usd: units * usd, isPerp: false })),
    ...perps.map(({ asset, size, usd }) => ({ asset, usd: size * usd, isPerp: true })),
  ];
}

function stated({ holdings, fee }: Made.Made, depthUsd: number): Leaving.Route[] {
  return open(holdings).map(({ asset, usd }) => Leaving.stated(asset, Math.abs(usd), depthUsd, fee));
}
