import * as Streams from '../../base/Streams.js';
import * as Bench from '../../opening/Bench.js';
import * as MarketAccounts from '../../opening/MarketAccounts.js';
import type * as MacroFund from './MacroFund.js';

/** Macro funds: the exogenous windows of the scenario, split over a venue's majors and alts by daily volume. */
export function open(bench: Bench.Bench): void {
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
        const account = MarketAccounts.account(
          bench,
          market,
          MarketAccounts.label(bench, `macro-${flow.id}`, market),
        );
        MarketAccounts.endow(
          bench,
          account,
          market,
          usdPerMinute * minutes * 2,
          usdPerMinute * minutes * 1.5,
        );
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
