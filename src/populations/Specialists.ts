import * as Streams from '../base/Streams.js';
import * as Bench from '../opening/Bench.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
import type * as Arbitrageur from './arbitrageurs/Arbitrageur.js';
import type * as BasisTrader from './basis/BasisTrader.js';
import type * as MacroFund from './macro-funds/MacroFund.js';
import type * as StakingArbitrageur from './staking/StakingArbitrageur.js';
import * as Traders from './Traders.js';

/** Cross-venue arbitrageurs: one an asset, with an account and inventory on every venue that lists it. */
export function arbitrageurs(bench: Bench.Bench): void {
  const { universe, engine } = bench;
  const { arbitrageurs: spec, leverage } = universe.scenario.populations;
  universe.assets.forEach((asset, base) => {
    const markets = engine.markets.filter((m) => m.base === base && engine.assets[m.quote]!.dollar);
    if (markets.length < 2) return;
    const name = `arbitrageur/${asset.spec.id}`;
    const limitUsd = (spec.inventory * asset.dailyVolume) / 4;
    const accounts = markets.map((market) => {
      const id = Traders.account(bench, market, Traders.label(bench, 'arbitrageur', market));
      const share = spec.inventory * Bench.volumeOf(bench, market);
      // On a small venue the money there is less than the position it may carry.
      const usd = leverage === 'off' && market.perp ? Math.max(share, limitUsd) : share;
      Traders.endow(bench, id, market, usd, usd);
      return id;
    });
    const agent: Arbitrageur.State = {
      kind: 'arbitrageur',
      name,
      latencyUs: Math.round(Bench.draw(bench, `${name}/latency`, spec.latency)),
      stream: Streams.open(engine.streams, `${name}/wake`),
      markets: markets.map((market) => market.id),
      accounts,
      edge: Bench.draw(bench, `${name}/edge`, spec.edge),
      clipUsd: spec.clip * asset.dailyVolume,
      limitUsd,
      everyUs: spec.every,
      base0: openingOf(engine, markets, accounts, true),
      cash0: openingOf(engine, markets, accounts, false),
      restockedUs: 0,
    };
    const id = Bench.enlist(bench, agent, Bench.firstWake(bench, name, spec.every) + 2e6);
    for (const account of accounts) engine.accounts.agent[account] = id;
  });
}

/** Opening atoms of the base or the quote asset on each spot market, 0 on perps. */
function openingOf(
  engine: Engine,
  markets: readonly Market[],
  accounts: readonly number[],
  base: boolean,
): Float64Array {
  return Float64Array.from(markets, (market, i) =>
    market.perp ? 0 : Accounts.balance(engine, accounts[i]!, base ? market.base : market.quote),
  );
}

/** Cash-and-carry books on unified venues: spot held, the same units short in perps. */
export function basisTraders(bench: Bench.Bench): void {
  const { universe, engine } = bench;
  const spec = universe.scenario.populations.basis;
  universe.venues.forEach((venueSpec, venue) => {
    if (venueSpec.margin !== 'unified') return;
    universe.assets.forEach((asset, base) => {
      const spot = Bench.marketOf(bench, venue, base, false);
      const perp = Bench.marketOf(bench, venue, base, true);
      if (!spot || !perp) return;
      const name = Traders.label(bench, 'basis', perp);
      const usd = spec.share * Bench.openInterestOf(bench, perp);
      const weight = Math.max(1, Math.round(usd / spec.account));
      const account = Accounts.add(engine.accounts, name, venue, Accounts.MARGIN, -1, weight);
      const lots = Bench.position(bench, account, perp, -usd);
      Bench.fund(bench, account, base, usd / asset.spec.price);
      Bench.fund(bench, account, perp.quote, usd * (0.25 + spec.entryShare));
      const agent: BasisTrader.State = {
        kind: 'basis-trader',
        name,
        latencyUs: Math.round(Bench.draw(bench, `${name}/latency`, spec.latency)),
        stream: Streams.open(engine.streams, `${name}/wake`),
        spot: spot.id,
        perp: perp.id,
        account,
        exitFrom: Bench.draw(bench, `${name}/exit`, spec.exitFrom),
        exitTo: Bench.draw(bench, `${name}/exit-all`, spec.exitTo),
        enterFrom: spec.enterFrom,
        enterTo: spec.enterTo,
        entryShare: spec.entryShare,
        units0: -lots * perp.lot,
        clipUsd: spec.clip * asset.dailyVolume,
        everyUs: spec.every,
        origin: 0,
      };
      engine.accounts.agent[account] = Bench.enlist(
        bench,
        agent,
        Bench.firstWake(bench, name, spec.every) + 2e6,
      );
    });
  });
}

/** Staking arbitrageurs where staked assets have books. */
export function stakers(bench: Bench.Bench): void {
  const { universe, engine } = bench;
  const spec = universe.scenario.populations.staking;
  universe.assets.forEach((asset, base) => {
    if (asset.spec.class !== 'staked') return;
    const markets = engine.markets.filter((m) => m.base === base);
    if (markets.length === 0) return;
    const name = `staking/${asset.spec.id}`;
    const account = Accounts.add(engine.accounts, name, markets[0]!.venue, Accounts.CASH);
    markets.sort((x, y) => Number(engine.assets[y.quote]!.dollar) - Number(engine.assets[x.quote]!.dollar));
    for (const market of markets)
      Bench.fund(bench, account, market.quote, spec.cash / 2 / universe.assets[market.quote]!.spec.price);
    const agent: StakingArbitrageur.State = {
      kind: 'staking-arbitrageur',
      name,
      latencyUs: Math.round(Bench.draw(bench, `${name}/latency`, spec.latency)),
      stream: Streams.open(engine.streams, `${name}/wake`),
      asset: base,
      markets: markets.map((market) => market.id),
      account,
      edge: Bench.draw(bench, `${name}/edge`, spec.edge),
      clipUsd: spec.clip,
      everyUs: spec.every,
    };
    engine.accounts.agent[account] = Bench.enlist(
      bench,
      agent,
      Bench.firstWake(bench, name, spec.every) + 2e6,
    );
  });
}

/** Macro funds: the exogenous windows of the scenario, split over a venue's majors and alts by daily volume. */
export function macroFunds(bench: Bench.Bench): void {
  const { universe, engine } = bench;
  const start = universe.scenario.start;
  const windows: MacroFund.Window[] = [];
  const flows = [...universe.scenario.exogenous].sort((x, y) => (x.id < y.id ? -1 : 1));
  for (const flow of flows) {
    universe.venues.forEach((spec, venue) => {
      const perMinute = flow.perMinute[spec.id] ?? 0;
      const markets = engine.venues[venue]!.markets.map((id) => engine.markets[id]!).filter((m) =>
        spec.perps ? m.perp : !m.perp,
      );
      const total = markets.reduce((sum, market) => sum + Bench.volumeOf(bench, market), 0);
      for (const market of markets) {
        const usdPerMinute = (perMinute * Bench.volumeOf(bench, market)) / total;
        if (usdPerMinute === 0) continue;
        const minutes = (flow.to - flow.from) / 60_000;
        const account = Traders.account(bench, market, Traders.label(bench, `macro-${flow.id}`, market));
        Traders.endow(bench, account, market, usdPerMinute * minutes * 2, usdPerMinute * minutes * 1.5);
        windows.push({
          fromUs: (flow.from - start) * 1000,
          toUs: (flow.to - start) * 1000,
          market: market.id,
          account,
          usdPerMinute,
          equityShare: flow.equityShare,
        });
      }
    });
  }
  if (windows.length === 0) return;
  const agent: MacroFund.State = {
    kind: 'macro-fund',
    name: 'macro-fund',
    latencyUs: 100_000,
    stream: Streams.open(engine.streams, 'macro-fund'),
    windows,
  };
  const id = Bench.enlist(bench, agent, 1);
  for (const window of windows) engine.accounts.agent[window.account] = id;
}
