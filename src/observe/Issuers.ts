import { z } from 'zod';
import type { Issuer } from '../chain/issuer/Issuer.js';
import type { Engine } from '../state/Engine.js';
import type { Producer } from './Producer.js';
import { ratio } from './SummaryFields.js';
import type { Summary } from './SummarySchema.js';

const Row = z.object({
  asset: z.string(),
  supplyStart: z.number(),
  supplyEnd: z.number(),
  redeemed: z.number(),
  minBackingRatio: ratio('lowest backing over supply'),
});

/** Its fields of the summary. */
export const fields = { issuers: z.array(Row).optional() };

/** The producer of this subject, for the registry. */
export const producer: Producer = {
  key: 'issuers',
  levels: levels,
  totals: totals,
  summary: ({ engine }) => {
    const issuers = summary(engine);
    return issuers ? { issuers } : {};
  },
};

/** Values of the minute by column name: coins, dollars, and the ratio as of the last block. */
function levels({ onchain, assets, ledger, accounts }: Engine): [name: string, value: number][] {
  return onchain.issuers.flatMap((desk): [string, number][] => {
    const { symbol, unit } = assets[desk.asset]!;
    const cashUsd = (account: number) =>
      desk.stables.reduce((sum, asset) => {
        const cell = accounts.cash[account * accounts.assets + asset]!;
        return sum + (cell < 0 ? 0 : ledger.balance[cell]! / assets[asset]!.unit);
      }, 0);
    return [
      [`issuerSupply/${symbol}`, desk.supply / unit],
      [`issuerBackingRatio/${symbol}`, desk.backingRatio],
      [`issuerCustodyUsd/${symbol}`, cashUsd(desk.account)],
      [`issuerHotUsd/${symbol}`, cashUsd(desk.books.hot)],
      [`issuerWaitingUsd/${symbol}`, waiting(desk) / unit],
      [`issuerDeltaUsd/${symbol}`, desk.deltaUsd],
    ];
  });
}

function waiting({ primary, direct }: Issuer): number {
  return [...primary.queue, ...direct].reduce((sum, { coins }) => sum + coins, 0);
}

/** Dollars since the start by column name; what was missed by its reason. */
function totals({ onchain, assets }: Engine): [name: string, value: number][] {
  return onchain.issuers.flatMap((desk): [string, number][] => {
    const { symbol, unit } = assets[desk.asset]!;
    return [
      [`issuerRedeemedUsd/${symbol}`, desk.redeemed / unit],
      [`issuerMintedUsd/${symbol}`, desk.minted / unit],
      ...REASONS.map((reason): [string, number] => [
        `missedUsd/${symbol}/${reason}`,
        desk.missed[reason] ?? 0,
      ]),
    ];
  });
}

/** Why an arbitrage could not happen. */
const REASONS = ['halt', 'delay', 'inventory', 'cap'] as const;

/** The summary's `issuers`, undefined in a world without. */
export function summary({ onchain, assets }: Engine): Summary['issuers'] {
  if (onchain.issuers.length === 0) return undefined;
  return onchain.issuers.map((desk) => {
    const { symbol, unit } = assets[desk.asset]!;
    return {
      asset: symbol,
      supplyStart: desk.supplyStart / unit,
      supplyEnd: desk.supply / unit,
      redeemed: desk.redeemed / unit,
      minBackingRatio: desk.minBackingRatio,
    };
  });
}
