import * as JournalWriter from '../../kernel/JournalWriter.js';
import * as BlockClock from '../../mechanisms/rail/BlockClock.js';
import * as Transfer from '../../mechanisms/rail/Transfer.js';
import type * as Call from '../../messages/Call.js';
import type { Engine } from '../../state/Engine.js';
import * as BlockSpace from '../space/BlockSpace.js';

/** Time from request to credit, µs, or -1 with the reason why nothing moves. */
export interface Plan {
  readonly delayUs: number;
  readonly reason: string;
}

/** Plans `atoms` of an asset from one account to another: a withdrawal, a block, a deposit, as far as each applies. */
export function plan(engine: Engine, from: number, to: number, asset: number, atoms: number): Plan {
  const { accounts, onchain } = engine;
  if (!onchain.rail.terms) return { delayUs: -1, reason: 'none' };
  const [out, into] = [accounts.venue[from]!, accounts.venue[to]!];
  // Accounts on the chain have no venue that checks.
  const hopUs = hop(engine, out, into);
  if (hopUs < 0) return { delayUs: -1, reason: 'halted' };
  const chainUs = BlockSpace.waitUs(engine, asset) + hopUs;
  if (out >= 0 && out === into)
    return leg(engine, { venue: out, asset, direction: 'internal', atoms, chainUs: 0 });
  if (out < 0 && into < 0) return { delayUs: chainUs, reason: 'open' };
  const sent =
    out < 0 ? undefined : leg(engine, { venue: out, asset, direction: 'withdrawal', atoms, chainUs });
  if (sent && sent.delayUs < 0) return sent;
  const credited =
    into < 0
      ? undefined
      : leg(engine, { venue: into, asset, direction: 'deposit', atoms, chainUs: sent ? 0 : chainUs });
  if (credited && credited.delayUs < 0) return credited;
  return { delayUs: (sent?.delayUs ?? 0) + (credited?.delayUs ?? 0), reason: 'open' };
}

/** Extra time of a transfer that starts or ends on a chain of its own, µs; -1 when that chain stands. */
function hop({ onchain, kernel }: Engine, from: number, to: number): number {
  const chain = onchain.rail.chains.find(({ place }) => place === from || place === to);
  if (chain === undefined) return 0;
  if (BlockClock.isHalted(chain.clock)) return -1;
  const blockUs = BlockClock.nextBlockUs(chain.clock, kernel.nowUs) - kernel.nowUs;
  return from < 0 && to < 0 && from !== to ? blockUs + chain.bridgeUs : blockUs;
}

/** A venue's part of the way. */
function leg(engine: Engine, request: Transfer.Request): Plan {
  const { venue, asset } = request;
  const { rail } = engine.onchain;
  const { nowUs } = engine.kernel;
  const terms = rail.terms!;
  const hot = hotNow(engine, venue * terms.assets + asset);
  const planned = Transfer.plan(rail.state, terms, request, hot, nowUs);
  if (planned.isBlocked) return { delayUs: -1, reason: NAMES[planned.reason] ?? planned.reason };
  let delayUs = planned.readyUs - nowUs;
  for (const delay of rail.delays) {
    if (delay.venue !== venue || (delay.asset >= 0 && delay.asset !== asset)) continue;
    if (nowUs >= delay.fromUs && nowUs < delay.toUs) delayUs += delay.delayUs;
  }
  return { delayUs, reason: planned.reason };
}

/** How refusals are counted. */
const NAMES: Readonly<Record<string, string>> = { 'scenario-halt': 'halted' };

/** Atoms a venue can send of an asset at once; Infinity for accounts on the chain and where no rails are laid. */
export function wallet(engine: Engine, account: number, asset: number): number {
  const venue = engine.accounts.venue[account]!;
  const { terms } = engine.onchain.rail;
  return venue < 0 || !terms ? Number.POSITIVE_INFINITY : hotNow(engine, venue * terms.assets + asset);
}

/** Takes what was sent out of the hot wallet. */
export function spend(engine: Engine, account: number, asset: number, atoms: number): void {
  const { rail } = engine.onchain;
  const venue = engine.accounts.venue[account]!;
  if (venue < 0) return;
  const row = venue * rail.terms!.assets + asset;
  const hot = hotNow(engine, row);
  if (hot === Number.POSITIVE_INFINITY) return;
  if (isRefilled(engine, row)) rail.filledUs[row] = engine.kernel.nowUs;
  rail.hot[row] = hot - atoms;
}

function hotNow(engine: Engine, row: number): number {
  const { rail } = engine.onchain;
  return isRefilled(engine, row) ? rail.hotFull[row]! : rail.hot[row]!;
}

function isRefilled(engine: Engine, row: number): boolean {
  const { rail } = engine.onchain;
  return engine.kernel.nowUs - rail.filledUs[row]! >= rail.terms!.routes[row]!.walletRefillUs;
}

/** Before a request the venues concerned compare their price of the asset with that of others, by their own rule. */
export function watch(engine: Engine, { from, to, asset }: Call.Transfer): void {
  const { accounts, onchain, kernel } = engine;
  const { terms, state } = onchain.rail;
  if (!terms) return;
  for (const venue of [accounts.venue[from]!, accounts.venue[to]!]) {
    const row = venue * terms.assets + asset;
    if (venue < 0 || terms.rules[row]!.kind === 'never') continue;
    const [own, others] = prices(engine, venue, asset);
    if (!(own > 0 && others > 0)) continue;
    const wasHalted = state.haltedUntilUs[row]! > kernel.nowUs;
    const isHalted = Transfer.observe(state, terms, { venue, asset, own, others }, kernel.nowUs);
    if (!isHalted || wasHalted) continue;
    JournalWriter.record(engine.journal, kernel.nowUs, 'rail-halt', 0, {
      venue: engine.venues[venue]!.id,
      asset: engine.assets[asset]!.symbol,
      reason: `own price ${own.toFixed(4)} against ${others.toFixed(4)}`,
    });
  }
}

/** Dollar price on the venue, and the mean of other venues' books and of pools; NaN where there is none. */
function prices(engine: Engine, venue: number, asset: number): [number, number] {
  let own = Number.NaN;
  let sum = 0;
  let count = 0;
  const add = (price: number) => {
    sum += price;
    count++;
  };
  for (const id of engine.assets[asset]!.sources) {
    if (engine.markets[id]!.venue === venue) own = engine.feed.price[id]!;
    else add(engine.feed.price[id]!);
  }
  for (const pool of engine.onchain.pools) {
    const k = pool.coins.indexOf(asset);
    if (k >= 0 && pool.coins.some((coin) => engine.assets[coin]!.dollar)) add(pool.prices[k]!);
  }
  return [own, sum / count];
}
