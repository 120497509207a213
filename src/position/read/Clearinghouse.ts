import { z } from 'zod';
import * as Source from '../../format/Source.js';
import * as YamlTree from '../../format/YamlTree.js';
import * as Trees from './Trees.js';

const decimal = () =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .meta({ description: 'a decimal number as text' })
    .transform(Number);

/** What the info endpoint of Hyperliquid answers for an account, as far as a question needs it. */
const Answer = z.object({
  assetPositions: z.array(
    z.object({
      position: z.object({
        coin: z.string().min(1),
        szi: decimal(),
        entryPx: decimal(),
        positionValue: decimal(),
        unrealizedPnl: decimal(),
        marginUsed: decimal(),
        maxLeverage: z.number().positive(),
        leverage: z.object({
          type: z.enum(['isolated', 'cross']),
          value: z.number(),
          rawUsd: decimal().optional(),
        }),
      }),
    }),
  ),
  crossMarginSummary: z.object({ accountValue: decimal() }),
});

type Open = z.infer<typeof Answer>['assetPositions'][number]['position'];

/** Whether a file is such an answer. */
export function is(root: YamlTree.Node): boolean {
  return root.kind === 'map' && root.entries.has('assetPositions');
}

/** Questions about it: each isolated position, and the cross account with all of its positions. */
export function read(source: Source.Source): YamlTree.MapNode[] {
  const { assetPositions, crossMarginSummary } = Source.validate(source, Answer);
  const places = YamlTree.child(source.root, 'assetPositions')!;
  const all = assetPositions.map(({ position }, i) => ({
    position,
    place: YamlTree.child(places, i)!.place,
  }));
  const alone = all.filter(({ position }) => position.leverage.type === 'isolated');
  const cross = all.flatMap(({ position }) => (position.leverage.type === 'cross' ? [position] : []));
  const questions = alone.map(({ position, place }) => Trees.at(isolated(position), place));
  if (cross.length > 0)
    questions.push(Trees.at(account(cross, crossMarginSummary.accountValue), source.root.place));
  return questions as YamlTree.MapNode[];
}

/** Half of the initial margin at the highest leverage. Source: hyperliquid.gitbook.io trading/margining. */
function maintenance({ maxLeverage }: Open): number {
  return 1 / (2 * maxLeverage);
}

function common(open: Open) {
  const size = Math.abs(open.szi);
  return {
    side: open.szi > 0 ? 'long' : 'short',
    size,
    entry: `${open.entryPx} USD`,
    maintenance: maintenance(open),
  };
}

/** The margin put in: the money of the position and what it was bought for. */
function isolated(open: Open): object {
  const price = open.positionValue / Math.abs(open.szi);
  const margin = (open.leverage.rawUsd ?? open.marginUsed - open.positionValue) + open.szi * open.entryPx;
  return {
    id: open.coin.toLowerCase(),
    kind: 'perp',
    asset: open.coin,
    quote: 'USDC',
    price: `${price} USD`,
    margin: `${margin} USD`,
    ...common(open),
  };
}

function account(cross: readonly Open[], valueUsd: number): object {
  const profit = cross.reduce((sum, { unrealizedPnl }) => sum + unrealizedPnl, 0);
  const by = <T>(of: (open: Open) => T) => Object.fromEntries(cross.map((open) => [open.coin, of(open)]));
  return {
    id: 'cross',
    kind: 'account',
    rules: 'vault-exchange',
    quote: 'USDC',
    cash: { USDC: valueUsd - profit },
    prices: by(({ positionValue, szi }) => `${positionValue / Math.abs(szi)} USD`),
    positions: by(common),
  };
}
