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
    carry(view, agent, at, market.base, agent.coin, agent.coins0, agent.venueCoins0[at]!);
    carry(view, agent, at, market.quote, agent.dollar, agent.dollars0, agent.venueDollars0[at]!);
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

/** Sends an asset from the side with a surplus to the side that is short. `there`: the asset on the venue, `here` on the chain. */
function carry(
  view: View,
  agent: State,
  at: number,
  there: number,
  here: number,
  here0: number,
  there0: number,
): void {
  const venue = agent.accounts[at]!;
  const onVenue = view.balance(venue, there);
  const onChain = view.balance(agent.account, here);
  const scale = view.assets[there]!.unit / view.assets[here]!.unit;
  if (onVenue < LOW * there0 && onChain > HIGH * here0) {
    const atoms = Rounding.down(Math.min(onChain - here0, (there0 - onVenue) / scale));
    send(view, agent.account, venue, here, there, atoms);
  } else if (onVenue > HIGH * there0 && onChain < LOW * here0) {
    const atoms = Rounding.down(Math.min(onVenue - there0, (here0 - onChain) * scale));
    send(view, venue, agent.account, there, here, atoms);
  }
}

function send(view: View, from: number, to: number, asset: number, toAsset: number, atoms: number): void {
  if (atoms >= 1) view.box.calls.push({ op: 'transfer', asset, from, to, toAsset, atoms, origin: 0 });
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
