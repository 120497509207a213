import { z } from 'zod';
import type { Engine } from '../state/Engine.js';
import type { Shown } from '../state/Shown.js';
import type { Column, Producer } from './Producer.js';
import type { Gauge } from './Recorder.js';
import { ratio } from './SummaryFields.js';
import type { Summary } from './SummarySchema.js';

/** Its fields of the summary. */
export const fields = {
  makers: z.object({
    leverageOpen: ratio('gross exposure over equity at the open'),
    leverageBeforeFirstLiquidation: ratio('the same just before a maker is first liquidated, else its peak'),
    withdrawnDepthByReason: z
      .record(z.string(), z.number())
      .meta({ description: 'reason to dollars of depth' }),
  }),
};

const LIQUIDATING = 3;

/** Leverage of makers by venue, and the depth they withdrew by reason. */
export const producer: Producer = {
  key: 'makers',
  levels: (_, { makers }) => makers.map(({ venue, leverageBefore: now }) => [`makerLeverage/${venue}`, now]),
  totals: ({ tally: { withdrawn } }) =>
    Object.keys(withdrawn)
      .sort()
      .map((reason): Column => [`withdrawn/${reason}`, withdrawn[reason]!]),
  summary: ({ engine, recorder }) => ({ makers: summary(engine, recorder.makers) }),
};

/** The makers of one venue; leverage is gross exposure over equity. */
export interface Makers {
  readonly venue: string;
  readonly accounts: readonly number[];
  leverageOpen: number;
  /** Highest until a maker is first liquidated, and the value just before that. */
  leveragePeak: number;
  leverageBefore: number;
  liquidated: boolean;
}

/** The makers of each venue with margin accounts. */
export function create({ venues }: Pick<Engine, 'venues'>, shown: readonly Shown[]): Makers[] {
  const all = shown.filter((one) => one.channel === 'makers');
  return venues
    .filter(({ margin }) => margin !== 'cash')
    .map(({ id, index }) => ({
      venue: id,
      accounts: all.filter(({ venue }) => venue === index).flatMap(({ accounts }) => accounts),
      leverageOpen: 0,
      leveragePeak: 0,
      leverageBefore: 0,
      liquidated: false,
    }));
}

/** Looks at the makers of a venue now; nothing counts after the first of them is liquidated. */
export function look(makers: Makers, { accounts }: Pick<Engine, 'accounts'>, gauge: Gauge): void {
  if (makers.liquidated) return;
  if (makers.accounts.some((account) => accounts.state[account] === LIQUIDATING)) {
    makers.liquidated = true;
    return;
  }
  const { gross, equity } = gauge(makers.accounts);
  const now = equity > 0 ? gross / equity : Number.NaN;
  if (makers.leverageOpen === 0) makers.leverageOpen = now;
  makers.leverageBefore = now;
  if (now > makers.leveragePeak) makers.leveragePeak = now;
}

/** Makers of the main venue (the first by id with spot and perps); without one, the mean over venues. */
function summary(
  { venues, tally }: Pick<Engine, 'venues' | 'tally'>,
  all: readonly Makers[],
): Summary['makers'] {
  const ids = venues.filter(({ spots, perps }) => spots.length > 0 && perps.length > 0).map(({ id }) => id);
  const known = all.filter(({ leverageOpen }) => leverageOpen > 0);
  const main = known.filter(({ venue }) => venue === ids.sort()[0]);
  const shown = main.length > 0 ? main : known;
  const mean = (of: (one: Makers) => number) =>
    shown.length === 0 ? 0 : shown.reduce((sum, one) => sum + of(one), 0) / shown.length;
  return {
    leverageOpen: mean((one) => one.leverageOpen),
    leverageBeforeFirstLiquidation: mean(leverageBefore),
    withdrawnDepthByReason: { ...tally.withdrawn },
  };
}

/** Leverage is undefined once equity is gone; the peak is reported instead. */
function leverageBefore({ liquidated, leverageBefore: before, leveragePeak }: Makers): number {
  return liquidated && Number.isFinite(before) ? before : leveragePeak;
}
