import * as Loop from '../../mechanisms/lending/Loop.js';
import type * as Asked from '../Asked.js';
import type * as Holdings from '../Holdings.js';
import * as Made from '../Made.js';

type Built = Asked.Of<'loop'> | Asked.Of<'venue-loan'>;

/** Units held and owed, and prices, of a loop that is stated or built from own money. */
export interface Sizes {
  readonly held: number;
  readonly owed: number;
  readonly heldUsd: number;
  readonly owedUsd: number;
}

export function of(asked: Built, debtAsset: string, making: Made.Making): Sizes {
  const { asset } = asked;
  const isUnits = asked.size !== undefined && !asked.size.isUsd;
  const heldUsd = Made.priceOf(making, asset, asked.price, 'price', isUnits ? undefined : Made.RELATIVE);
  const owedUsd = Made.priceOf(making, debtAsset, asked.debtPrice, 'debtPrice', Made.PAR);
  const { collateralUsd, debtUsd } = amounts(asked, making, heldUsd, owedUsd);
  return { held: collateralUsd / heldUsd, owed: debtUsd / owedUsd, heldUsd, owedUsd };
}

function amounts(asked: Built, making: Made.Making, heldUsd: number, owedUsd: number) {
  const { size, debt, equity } = asked;
  if (equity === undefined) {
    if (size === undefined)
      making.refuse(
        'size',
        'no size',
        '"size" and "debt", or "equity" and "share" or "exposure"',
        'add size: 10, or equity: 100_000 USD',
      );
    const collateralUsd = size.isUsd ? size.value : size.value * heldUsd;
    const debtUsd = debt === undefined ? 0 : debt.isUsd ? debt.value : debt.value * owedUsd;
    return { collateralUsd, debtUsd };
  }
  if (size !== undefined || debt !== undefined)
    making.refuse(
      'equity',
      '"equity" beside "size" or "debt"',
      'one way to state the position',
      'remove "equity", or the other two',
    );
  const times = exposureOf(asked, making);
  making.facts.push({
    what: 'exposure over own money',
    value: times.toFixed(3),
    source:
      asked.exposure === undefined
        ? `${asked.rounds ?? 1} rounds at ${Made.percent(asked.share!)}`
        : 'stated',
  });
  return { collateralUsd: equity * times, debtUsd: equity * (times - 1) };
}

function exposureOf({ exposure, share, rounds }: Built, { refuse }: Made.Making): number {
  if (exposure !== undefined && (share !== undefined || rounds !== undefined))
    refuse(
      'exposure',
      '"exposure" beside "share" or "rounds"',
      'one way to state the loop',
      'remove one of them',
    );
  if (exposure !== undefined) return exposure;
  if (share === undefined)
    return refuse(
      'share',
      'neither "share" nor "exposure"',
      'how much is borrowed',
      'add share: 80% and rounds: 5',
    );
  return Loop.exposure(share, rounds ?? 1);
}

/** Yields as stated, by their source; a holding without any earns nothing. */
export function yields(
  asked: Partial<Record<'staking' | 'lending' | 'rewards' | 'yield', number | undefined>>,
): Holdings.Held['yields'] {
  return (['staking', 'lending', 'rewards', 'yield'] as const).flatMap((source) =>
    asked[source] === undefined ? [] : [[source, asked[source]] as const],
  );
}
