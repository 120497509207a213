import { z } from 'zod';
import type { LendingProtocol } from '../chain/lending/LendingProtocol.js';
import type { Engine } from '../state/Engine.js';
import type { Producer } from './Producer.js';
import { dollars, ratio } from './SummaryFields.js';
import type { Summary } from './SummarySchema.js';

const Row = z.object({
  protocol: z.string(),
  liquidatedUsd: dollars('collateral seized'),
  badDebtUsd: dollars('debt without collateral'),
  maxUtilization: ratio('highest borrowed over supplied'),
  liquidatedByCollateral: z.record(z.string(), z.number()).meta({ description: 'asset to dollars' }),
  reserves: z
    .array(
      z.object({
        asset: z.string(),
        oracle: z.string().meta({ description: 'how the protocol prices it' }),
        oracleEndUsd: dollars('its price at the end'),
        marketEndUsd: dollars('price over all venues at the end'),
      }),
    )
    .optional(),
  refused: z.record(z.string(), z.number()).meta({ description: 'calls refused, by act and reason' }),
});

/** Its fields of the summary. */
export const fields = { lending: z.array(Row).optional() };

/** The producer of this subject, for the registry. */
export const producer: Producer = {
  key: 'lending',
  levels: levels,
  totals: totals,
  summary: ({ engine }) => {
    const lending = summary(engine);
    return lending ? { lending } : {};
  },
};

/** Reserves that can be borrowed; for the others utilization and borrow rate are left out. */
function borrowable({ isBorrowable }: LendingProtocol): number[] {
  return isBorrowable.flatMap((is, r) => (is ? [r] : []));
}

/** Values of the minute by column name: fractions and yearly rates as of the last block. */
function levels({ onchain, assets }: Engine): [name: string, value: number][] {
  return onchain.lendings.flatMap((lending) =>
    borrowable(lending).flatMap((r): [string, number][] => {
      const key = `${lending.id}/${assets[lending.assets[r]!]!.symbol}`;
      return [
        [`lendingUtilization/${key}`, lending.utilization[r]!],
        [`lendingRate/${key}`, lending.borrowRate[r]!],
      ];
    }),
  );
}

/** Dollars since the start by column name. */
function totals({ onchain }: Engine): [name: string, value: number][] {
  return onchain.lendings.flatMap(({ id, tally }): [string, number][] => [
    [`lendingLiquidatedUsd/${id}`, tally.liquidatedUsd],
    [`lendingBadDebtUsd/${id}`, tally.badDebtUsd],
    [`lendingUnwoundUsd/${id}`, tally.unwoundUsd],
  ]);
}

/** Kind of a reserve's oracle, in one word. */
function oracleOf({ oracles }: LendingProtocol, r: number): string {
  const { token, vault, policy } = oracles[r]!;
  if (token) return 'principal-token formula';
  return vault ? 'vault rate times base' : policy.kind;
}

/** The summary's `lending`, undefined in a world without. */
export function summary({ onchain, assets, feed }: Engine): Summary['lending'] {
  if (onchain.lendings.length === 0) return undefined;
  return onchain.lendings.map((lending) => {
    const { id, tally, assets: ids } = lending;
    const liquidatedByCollateral: Record<string, number> = {};
    ids.forEach((asset, r) => {
      if (tally.liquidatedBy[r]! > 0) liquidatedByCollateral[assets[asset]!.symbol] = tally.liquidatedBy[r]!;
    });
    const { liquidatedUsd, badDebtUsd, maxUtilization } = tally;
    const reserves = ids.map((asset, r) => ({
      asset: assets[asset]!.symbol,
      oracle: oracleOf(lending, r),
      oracleEndUsd: lending.price[r]!,
      marketEndUsd: feed.assetUsd[asset]!,
    }));
    const figures = { liquidatedUsd, badDebtUsd, maxUtilization, liquidatedByCollateral };
    return { protocol: id, ...figures, reserves, refused: { ...tally.refused } };
  });
}
