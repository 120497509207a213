import * as MintRedeem from '../../mechanisms/issuer/MintRedeem.js';
import type { Report } from '../../messages/Outbox.js';
import type { Engine } from '../../state/Engine.js';
import * as Buffer from './Buffer.js';
import type { IssuerDesk } from './IssuerDesk.js';
import * as Staking from './Staking.js';

/** What everybody can read of an issuer on the chain and in its terms. Coins and shares in atoms unless stated. */
export interface IssuerView {
  readonly id: string;
  readonly asset: number;
  readonly shares: number;
  readonly stables: readonly number[];
  /** Fees as fractions; most that a block mints, in whole coins; delay of direct lines by venue, µs (-1 = none). */
  readonly mintFee: number;
  readonly redeemFee: number;
  readonly mintCap: number;
  readonly directUs: Readonly<Float64Array>;
  readonly cooldownUs: number;
  readonly isHalted: boolean;
  /** Backing over supply as of the last block. */
  readonly backingRatio: number;
  readonly supply: number;
  /** Coins that the next block redeems for a stable. */
  redeemable(asset: number): number;
  /** Coins of an account that wait to be paid. */
  waiting(account: number): number;
  /** Coins in cooldown of an account and when they are free, µs (0 without any). */
  cooling(account: number): { readonly atoms: number; readonly endUs: number };
  /** Coins per share. */
  shareRate(): number;
}

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
    cooldownUs: terms.cooldownUs,
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
  return MintRedeem.assess(primary, terms.primary, index, Math.max(0, hot), nowUs).usde;
}

function waiting(desk: IssuerDesk, account: number): number {
  let atoms = 0;
  for (const one of desk.primary.queue) if (one.party === account) atoms += one.usde;
  for (const one of desk.direct) if (one.account === account) atoms += one.usde;
  return atoms;
}

/** Counts profit that an arbitrageur of the market's coin saw and could not take. */
export function miss(engine: Engine, report: Report): void {
  const { base } = engine.markets[report.market]!;
  const desk = engine.onchain.issuers.find((one) => one.asset === base);
  if (desk) desk.missed[report.reason] = (desk.missed[report.reason] ?? 0) + report.usd;
}
