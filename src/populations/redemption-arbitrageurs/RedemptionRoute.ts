import type * as Call from '../../messages/Call.js';
import type { IssuerView, View } from '../../state/View.js';
import * as Rounding from '../../units/Rounding.js';
import * as GasBid from '../GasBid.js';
import type { State } from './RedemptionArbitrageur.js';

/** Destination of coins that leave a venue. */
export const CHAIN = -1;

/** A venue with less than `LOW` of its opening stock is filled; above `HIGH` it sends the surplus. */
const LOW = 0.75;
const HIGH = 1.25;
/** A call on the chain is assumed done a little more than two blocks later; a transfer may be a second late. */
const ACT_US = 30e6;
const SLACK_US = 1e6;
/** It accepts ten times the present base fee and tips two gwei. */
const BEAR = 10;
export const TIP = 2e9;

/** Coins bought go to the chain and are redeemed; stables go where they are missing; what was sold is minted anew. */
export function move(view: View, agent: State, issuer: IssuerView): void {
  const lacking = send(view, agent, issuer);
  restock(view, agent, issuer);
  if (!agent.isWhitelisted || issuer.isHalted || view.nowUs < agent.actedUs) return;
  if (!redeem(view, agent, issuer, lacking)) mint(view, agent, issuer, lacking);
}

function units(view: View, account: number, asset: number): number {
  return view.balance(account, asset) / view.assets[asset]!.unit;
}

/** With what the account's orders have reserved. */
function total(view: View, account: number, asset: number): number {
  return units(view, account, asset) + view.reserved(account, asset) / view.assets[asset]!.unit;
}

function atoms(view: View, asset: number, amount: number): number {
  return Rounding.down(amount * view.assets[asset]!.unit);
}

/** Coins: surplus of venues to the chain or into a direct line, and back where they are short. Returns units short. */
function send(view: View, agent: State, issuer: IssuerView): number {
  const { asset } = issuer;
  let spare = units(view, agent.chain, asset) - agent.chainCoin0;
  let lacking = 0;
  for (let i = 0; i < agent.markets.length; i++) {
    const account = agent.accounts[i]!;
    const market = view.markets[agent.markets[i]!]!;
    const held = total(view, account, asset);
    const surplus = held - agent.coin0[i]!;
    if (surplus > Math.max(agent.clipUsd / 20, agent.coin0[i]! * (HIGH - 1)) && agent.isWhitelisted) {
      // What its orders have reserved cannot leave with the rest.
      const free = Math.min(surplus, units(view, account, asset));
      const amount = atoms(view, asset, free);
      if (amount <= 0) continue;
      if (agent.isDirect[i] && !issuer.isHalted)
        view.box.calls.push({
          op: 'redeem',
          issuer: agent.issuer,
          account,
          asset: market.quote,
          atoms: amount,
          bid: GasBid.of(view, BEAR, TIP),
          origin: 0,
        });
      else leave(view, agent, account, asset, free);
      continue;
    }
    if (held >= agent.coin0[i]! * LOW || agent.coinDueUs[i]! > view.nowUs) continue;
    const missing = agent.coin0[i]! - held;
    lacking += missing;
    const delayUs = view.transferUs(agent.chain, account, asset);
    const amount = Math.min(missing, spare);
    if (delayUs < 0 || amount < missing / 2) continue;
    transfer(view, { asset, toAsset: asset, from: agent.chain, to: account }, atoms(view, asset, amount));
    agent.coinDueUs[i] = view.nowUs + delayUs + ACT_US;
    spare -= amount;
    lacking -= amount;
  }
  return lacking;
}

/** Coins leave a venue for the chain, when they can. */
function leave(view: View, agent: State, account: number, asset: number, surplus: number): void {
  const delayUs = view.transferUs(account, agent.chain, asset);
  if (delayUs < 0) return;
  transfer(view, { asset, toAsset: asset, from: account, to: agent.chain }, atoms(view, asset, surplus));
  agent.flying.push({ to: CHAIN, units: surplus, dueUs: view.nowUs + delayUs + SLACK_US });
}

/**
 * Stables: from the chain to the venues that are short, the cheapest book first, and all there is to one where the coin
 * is cheap; surplus of calm venues back to the chain.
 */
function restock(view: View, agent: State, issuer: IssuerView): void {
  const order = agent.markets.map((_, i) => i);
  const askOf = (i: number) => view.feed.ask[agent.markets[i]!] || Number.POSITIVE_INFINITY;
  order.sort((x, y) => (askOf(x) < askOf(y) ? -1 : askOf(x) > askOf(y) ? 1 : x - y));
  for (const i of order) {
    const account = agent.accounts[i]!;
    const { quote } = view.markets[agent.markets[i]!]!;
    const cash0 = agent.cash0[i]!;
    let held = total(view, account, quote);
    for (const one of agent.flying) if (one.to === i) held += one.units;
    const [stable] = issuer.stables;
    const missing = agent.isCheap[i] ? Number.POSITIVE_INFINITY : held < cash0 * LOW ? cash0 - held : 0;
    // One transfer at a time: the balance falls only when the rail has accepted it.
    if (missing > 0 && fill(view, agent, issuer, i, missing)) return;
    if (
      missing === 0 &&
      held > cash0 * HIGH + agent.clipUsd / 20 &&
      view.transferUs(account, agent.chain, quote) >= 0
    )
      transfer(
        view,
        { asset: quote, toAsset: stable!, from: account, to: agent.chain },
        atoms(view, quote, Math.min(held - cash0, units(view, account, quote))),
      );
  }
}

/** Sends one venue what it lacks from the fullest stable on the chain. */
function fill(view: View, agent: State, issuer: IssuerView, i: number, missing: number): boolean {
  const account = agent.accounts[i]!;
  const { quote } = view.markets[agent.markets[i]!]!;
  let from = issuer.stables[0]!;
  for (const stable of issuer.stables)
    if (units(view, agent.chain, stable) > units(view, agent.chain, from)) from = stable;
  const amount = Math.min(missing, units(view, agent.chain, from));
  const delayUs = view.transferUs(agent.chain, account, from);
  if (delayUs < 0 || amount < agent.clipUsd / 4) return false;
  transfer(view, { asset: from, toAsset: quote, from: agent.chain, to: account }, atoms(view, from, amount));
  agent.flying.push({ to: i, units: amount, dueUs: view.nowUs + delayUs + SLACK_US });
  return true;
}

/** Redeems what the chain account holds above its stock and what venues lack, for the stable with most room. */
function redeem(view: View, agent: State, issuer: IssuerView, lacking: number): boolean {
  const surplus = units(view, agent.chain, issuer.asset) - agent.chainCoin0 - lacking;
  if (surplus < agent.clipUsd / 20) return false;
  let best = -1;
  let most = 0;
  for (const stable of issuer.stables) {
    const room = issuer.redeemable(stable);
    if (room > most) {
      most = room;
      best = stable;
    }
  }
  const amount = Math.min(atoms(view, issuer.asset, surplus), most);
  if (best < 0 || amount <= 0) return false;
  act(view, agent, 'redeem', best, amount);
  return true;
}

/** Mints what venues lack, with what the chain account has above half of its opening cash. */
function mint(view: View, agent: State, issuer: IssuerView, lacking: number): void {
  if (lacking < agent.clipUsd / 20) return;
  const [stable] = issuer.stables;
  const spare = units(view, agent.chain, stable!) - agent.chainCash0 / 2;
  const amount = Math.min(lacking, spare, issuer.mintCap);
  if (amount > agent.clipUsd / 100) act(view, agent, 'mint', stable!, atoms(view, stable!, amount));
}

function act(view: View, agent: State, op: 'mint' | 'redeem', asset: number, amount: number): void {
  const { issuer, chain: account } = agent;
  view.box.calls.push({
    op,
    issuer,
    account,
    asset,
    atoms: amount,
    bid: GasBid.of(view, BEAR, TIP),
    origin: 0,
  });
  agent.actedUs = view.nowUs + ACT_US;
}

/** From which account to which, and what the asset is called there. */
type Way = Pick<Call.Transfer, 'asset' | 'toAsset' | 'from' | 'to'>;

function transfer(view: View, way: Way, amount: number): void {
  if (amount > 0) view.box.calls.push({ op: 'transfer', ...way, atoms: amount, origin: 0 });
}
