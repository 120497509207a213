import type { Loaded } from '../compose/Load.js';
import * as Ladder from '../mechanisms/book/Ladder.js';
import * as Order from '../mechanisms/book/Order.js';
import type { Engine, Market } from '../state/Engine.js';
import type * as Leaving from './Leaving.js';
import type * as Made from './Made.js';
import * as Answer from './PositionAnswer.js';

/** What selling or buying back meets in the books of a world as they stand. */
export function routes(
  engine: Engine,
  { scenario }: Loaded,
  { holdings, plant }: Made.Made,
): Leaving.Route[] {
  const own = plant?.on.startsWith('venue:') ? plant.on.slice('venue:'.length) : undefined;
  return Answer.open(holdings).flatMap(({ asset, usd, isPerp }) =>
    engine.markets
      .filter(
        (market) =>
          trades(engine, market, asset, isPerp) && (own === undefined || venueOf(engine, market) === own),
      )
      .map((market): Leaving.Route => {
        const venue = venueOf(engine, market);
        const fees = scenario.venues.find(({ id }) => id === venue)!.fees;
        return {
          place: `${venue} ${isPerp ? 'perp' : 'spot'} ${market.symbol}`,
          asset,
          usd: Math.abs(usd),
          slippage: slippage(engine, market, usd),
          fee: isPerp ? fees.perpTaker : fees.spotTaker,
        };
      }),
  );
}

function trades({ assets }: Engine, market: Market, asset: string, isPerp: boolean): boolean {
  return market.perp === isPerp && assets[market.base]!.symbol === asset && assets[market.quote]!.dollar;
}

function venueOf({ venues }: Engine, market: Market): string {
  return venues[market.venue]!.id;
}

/** Below the middle for a sale, above it for a purchase; null where the side holds less or nothing. */
function slippage({ assets }: Engine, { book, quote, atomsPerTickLot }: Market, usd: number): number | null {
  const [bid, ask] = [Ladder.bestBid(book), Ladder.bestAsk(book)];
  if (bid < 0 || ask < 0) return null;
  const middle = (bid + ask) / 2;
  const notional = (Math.abs(usd) * assets[quote]!.unit) / atomsPerTickLot;
  const average = Ladder.impactTicks(book, usd > 0 ? Order.BUY : Order.SELL, notional);
  return Number.isNaN(average) ? null : Math.abs(average / middle - 1);
}

/** What one has to wait for between the wish to leave and the money: cooldown, chain, checks of a venue. */
export function waits({ scenario }: Loaded, { holdings, plant }: Made.Made): Leaving.Wait[] {
  const found: Leaving.Wait[] = [];
  for (const { asset } of holdings.held)
    for (const { id, vault } of (scenario.issuers ?? []) as readonly Issuer[])
      if (vault?.asset === asset) found.push({ what: `cooldown of ${asset} at ${id}`, us: vault.cooldown });
  if (!plant?.on.startsWith('lending:')) return found;
  const { check = {}, confirm = {} } = scenario.rails ?? {};
  const [first] = holdings.held;
  const us = confirm[first!.asset] ?? confirm.default ?? 0;
  if (us > 0) found.push({ what: `confirmations of ${first!.asset} on the way to a venue`, us });
  const longest = Math.max(0, ...Object.values(check));
  if (longest > 0) found.push({ what: 'check of the venue, the slowest', us: longest });
  return found;
}

interface Issuer {
  readonly id: string;
  readonly vault?: { readonly asset: string; readonly cooldown: number } | undefined;
}
