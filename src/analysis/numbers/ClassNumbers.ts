import { median } from 'simple-statistics';
import * as Assets from '../Assets.js';
import * as Instant from '../compare/Instant.js';
import * as MainVenue from '../MainVenue.js';
import type { MarketSummary, Summary } from '../Summary.js';
import type { Known, Subject, Words } from './Known.js';
import * as MarketNumbers from './MarketNumbers.js';
import * as Quiet from './Quiet.js';

const HOUR_MS = 3_600_000;
/** Statistics whose median over coins means something: prices of different coins have none. */
const AVERAGED = ['fall', 'change', 'shown', 'depthLost'];

function marketsOf({ summary }: Subject, { venue, class: kind }: Words): MarketSummary[] {
  return MainVenue.ofClass(summary, venue!, kind as Assets.Class);
}

/** NaN without a value. */
export function middle(values: readonly number[]): number {
  const known = values.filter(Number.isFinite);
  return known.length > 0 ? median(known) : Number.NaN;
}

function share(subject: Subject, words: Words, is: (market: MarketSummary) => boolean): number | undefined {
  const all = marketsOf(subject, words);
  return all.length === 0 ? undefined : all.filter(is).length / all.length;
}

/** Only coins that trade on both venues, so that the two medians speak of the same ones. */
function gap(summary: Summary, wild: string, calm: string, kind: Assets.Class): number | undefined {
  const [there, here] = [wild, calm].map((venue) => MainVenue.ofClass(summary, venue, kind));
  const shared = (all: readonly MarketSummary[], other: readonly MarketSummary[]) => {
    const bases = new Set(other.map(({ symbol }) => Assets.base(symbol)));
    return all.filter(({ symbol }) => bases.has(Assets.base(symbol))).map((market) => market.maxDrawdown);
  };
  const [falls, calmFalls] = [shared(there!, here!), shared(here!, there!)];
  return falls.length === 0 ? undefined : middle(falls) - middle(calmFalls);
}

export const CLASS_NUMBERS: readonly Known[] = [
  ...AVERAGED.map(
    (stat): Known => ({
      template: `median.${stat}.<venue>.<class>`,
      unit: MarketNumbers.unitOf(stat),
      title: `median <class> on <venue>: ${MarketNumbers.titleOf(stat)}`,
      value: (subject, words) => {
        const all = marketsOf(subject, words);
        return all.length === 0 ? undefined : middle(all.map(MarketNumbers.STATISTICS[stat]!));
      },
    }),
  ),
  {
    template: 'share.fell.<venue>.<class>.<percent>',
    unit: 'percent',
    title: 'share of <class> coins on <venue> that fell <percent>',
    value: (subject, words) =>
      share(subject, words, ({ maxDrawdown }) => maxDrawdown >= Number.parseFloat(words.percent!) / 100),
  },
  {
    template: 'share.below.<venue>.<class>.<percent>',
    unit: 'percent',
    title: 'share of <class> coins on <venue> that end below <percent> of their opening price',
    value: (subject, words) =>
      share(subject, words, ({ open, close }) => close < (open * Number.parseFloat(words.percent!)) / 100),
  },
  {
    template: 'share.late.<venue>.<class>.<hours>',
    unit: 'percent',
    title: 'share of <class> coins on <venue> with their low <hours> after the last outside order or later',
    value: (subject, words) => {
      const quiet =
        Instant.parse(Quiet.lastAt(subject.summary)) + Number.parseInt(words.hours!, 10) * HOUR_MS;
      return share(subject, words, ({ lowAt }) => Instant.parse(lowAt) > quiet);
    },
  },
  {
    template: 'gap.fall.<venue>.<venue>.<class>',
    unit: 'percent',
    title: 'median <class>: fall on <venue> less fall on <venue2>',
    value: ({ summary }, { venue, venue2, class: kind }) =>
      gap(summary, venue!, venue2!, kind as Assets.Class),
  },
];
