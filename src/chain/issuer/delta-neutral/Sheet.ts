import * as Backing from '../../../mechanisms/issuer/Backing.js';
import * as Accounts from '../../../state/Accounts.js';
import type { Engine } from '../../../state/Engine.js';
import * as HedgeBook from './HedgeBook.js';
import type { IssuerDesk } from './IssuerDesk.js';
import * as Lent from './Lent.js';
import * as Notes from './Notes.js';

/** Values the backing; a ratio that falls below one is journaled once until it is whole again. */
export function block(engine: Engine, desk: IssuerDesk): void {
  const now = sheet(engine, desk);
  const { backingRatio, hole } = Backing.assess(now);
  desk.backingRatio = backingRatio;
  desk.deltaUsd = deltaUsd(engine, desk, now);
  desk.minBackingRatio = Math.min(desk.minBackingRatio, backingRatio);
  if (hole === 0) desk.holeOrigin = 0;
  else if (desk.holeOrigin === 0)
    desk.holeOrigin = Notes.record(engine, desk, 'issuer-hole', engine.news.origin, {
      ratio: Notes.millionths(backingRatio),
      usd: Notes.cents(hole),
    });
}

/** Spot less shorts: what a fall of every price by all of it would cost. */
function deltaUsd(engine: Engine, desk: IssuerDesk, now: Backing.Sheet): number {
  let usd = 0;
  for (let row = 0; row < now.spotUnits.length; row++) usd += now.spotUnits[row]! * now.spotUsd[row]!;
  for (const hedge of desk.hedges)
    usd -= HedgeBook.notional(engine, hedge) / engine.assets[HedgeBook.quoteOf(engine, hedge)]!.unit;
  return usd;
}

/** The balance sheet in dollars: stables at par, spot at its price over venues, shorts at the venues' marks. */
function sheet(engine: Engine, desk: IssuerDesk): Backing.Sheet {
  const { assets, feed } = engine;
  const { account, books, hedges } = desk;
  const spotUnits: number[] = [];
  const spotUsd: number[] = [];
  let stablesUsd = 0;
  let unsettledUsd = 0;
  assets.forEach((asset, id) => {
    if (id === desk.asset || id === desk.shares) return;
    const own = [account, books.hot, books.moving, ...hedges.map((hedge) => hedge.account)];
    let units = 0;
    for (const one of own)
      units += (Accounts.balance(engine, one, id) - Accounts.owed(engine, one, id)) / asset.unit;
    if (asset.dollar) stablesUsd += units * asset.openUsd;
    else if (units !== 0) {
      spotUnits.push(units);
      spotUsd.push(feed.assetUsd[id]!);
    }
  });
  for (const hedge of hedges)
    unsettledUsd += HedgeBook.unrealized(engine, hedge) / assets[HedgeBook.quoteOf(engine, hedge)]!.unit;
  const { lent } = desk;
  const fundAsset = desk.stables[0]!;
  return {
    spotUnits,
    spotUsd,
    stablesUsd,
    lentUsd: lent ? Lent.balance(engine, lent) / assets[lent.asset]!.unit : 0,
    unsettledUsd,
    fundUsd: Accounts.balance(engine, books.fund, fundAsset) / assets[fundAsset]!.unit,
    supply: desk.supply / assets[desk.asset]!.unit,
  };
}
