import * as MintRedeem from '../../../mechanisms/issuer/MintRedeem.js';
import type { Engine } from '../../../state/Engine.js';
import type { IssuerView } from '../IssuerView.js';
import * as Buffer from './Buffer.js';
import type { IssuerDesk } from './IssuerDesk.js';
import * as Staking from './Staking.js';

export function view(engine: Engine, desk: IssuerDesk): IssuerView {
  const { terms, primary, vault, id, asset, shares, stables } = desk;
  return {
    id,
    asset,
    shares,
    stables,
    mintFee: terms.primary.mintFeeBps / 10_000,
    redeemFee: terms.primary.redeemFeeBps / 10_000,
    mintCap: terms.primary.mintCap / engine.assets[asset]!.unit,
    directUs: terms.directUs,
    cooldownUs: terms.vault.cooldownUs,
    get isHalted() {
      return primary.isHalted;
    },
    get backingRatio() {
      return desk.backingRatio;
    },
    get supply() {
      return desk.supply;
    },
    redeemable: (stable) => redeemable(engine, desk, stable),
    waiting: (account) => waiting(desk, account),
    cooling: (account) => {
      const { assets: atoms, endUs } = vault.cooldowns.get(account) ?? { assets: 0, endUs: 0 };
      return { atoms, endUs };
    },
    shareRate: () => Staking.shareRate(engine, desk),
  };
}

/** Coins that the next block redeems for a stable, those who wait first; 0 while halted. */
function redeemable(engine: Engine, desk: IssuerDesk, asset: number): number {
  const index = desk.stables.indexOf(asset);
  if (index < 0) return 0;
  const { terms, primary } = desk;
  const hot = Buffer.hot(engine, desk, asset) - MintRedeem.waiting(primary, index);
  const nowUs = engine.kernel.nowUs + terms.primary.blockUs;
  return MintRedeem.assess(primary, terms.primary, index, Math.max(0, hot), nowUs).coins;
}

function waiting(desk: IssuerDesk, account: number): number {
  let atoms = 0;
  for (const one of desk.primary.queue) if (one.party === account) atoms += one.coins;
  for (const one of desk.direct) if (one.account === account) atoms += one.coins;
  return atoms;
}
