import type { View } from '../../state/View.js';
import * as Rounding from '../../units/Rounding.js';
import * as GasBid from '../GasBid.js';
import type { State } from './PoolArbitrageur.js';

/** A side below `LOW` of its opening stock is filled from one above `HIGH`. */
const LOW = 0.5;
const HIGH = 1.2;

/**
 * Balances the stocks of a pool arbitrageur: coins and dollars move between the chain and its venues over the rails,
 * and surplus of one is exchanged for the other at the issuer, at par, if the firm is whitelisted.
 */
export function even(view: View, agent: State): void {
  agent.markets.forEach((id, at) => {
    const market = view.markets[id]!;
    const [here, there] = [agent.account, agent.accounts[at]!];
    carry(
      view,
      { account: here, asset: agent.coin, open: agent.coins0 },
      { account: there, asset: market.base, open: agent.venueCoins0[at]! },
    );
    carry(
      view,
      { account: here, asset: agent.dollar, open: agent.dollars0 },
      { account: there, asset: market.quote, open: agent.venueDollars0[at]! },
    );
  });
  if (agent.issuer < 0) return;
  const coins = view.balance(agent.account, agent.coin);
  const dollars = view.balance(agent.account, agent.dollar);
  if (coins > HIGH * agent.coins0 && dollars < agent.dollars0)
    exchange(
      view,
      agent,
      'redeem',
      Math.min(coins - agent.coins0, coinsFor(view, agent, agent.dollars0 - dollars)),
    );
  else if (dollars > HIGH * agent.dollars0 && coins < agent.coins0)
    exchange(
      view,
      agent,
      'mint',
      Math.min(dollars - agent.dollars0, dollarsFor(view, agent, agent.coins0 - coins)),
    );
}

/** An asset in an account, and the atoms of it at the open. */
interface Stock {
  readonly account: number;
  readonly asset: number;
  readonly open: number;
}

/** Sends an asset from the side with a surplus to the side that is short: `here` is on the chain, `there` on a venue. */
function carry(view: View, here: Stock, there: Stock): void {
  const onVenue = view.balance(there.account, there.asset);
  const onChain = view.balance(here.account, here.asset);
  const scale = view.assets[there.asset]!.unit / view.assets[here.asset]!.unit;
  if (onVenue < LOW * there.open && onChain > HIGH * here.open)
    send(view, here, there, Math.min(onChain - here.open, (there.open - onVenue) / scale));
  else if (onVenue > HIGH * there.open && onChain < LOW * here.open)
    send(view, there, here, Math.min(onVenue - there.open, (here.open - onChain) * scale));
}

function send(view: View, from: Stock, to: Stock, amount: number): void {
  const atoms = Rounding.down(amount);
  const { account, asset } = from;
  if (atoms >= 1)
    view.box.calls.push({
      op: 'transfer',
      asset,
      from: account,
      to: to.account,
      toAsset: to.asset,
      atoms,
      origin: 0,
    });
}

function coinsFor(view: View, agent: State, dollars: number): number {
  return (dollars * view.assets[agent.coin]!.unit) / view.assets[agent.dollar]!.unit;
}

function dollarsFor(view: View, agent: State, coins: number): number {
  return (coins * view.assets[agent.dollar]!.unit) / view.assets[agent.coin]!.unit;
}

function exchange(view: View, agent: State, op: 'mint' | 'redeem', amount: number): void {
  const atoms = Rounding.down(amount);
  if (atoms < 1) return;
  const bid = GasBid.of(view, agent.bear, agent.tipWei);
  const { issuer, account, dollar } = agent;
  view.box.calls.push({ op, issuer, account, asset: dollar, atoms, bid, origin: 0 });
}
