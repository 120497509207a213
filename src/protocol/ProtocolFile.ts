import { z } from 'zod';
import { InputError } from '../format/InputError.js';
import * as Override from '../format/Override.js';
import * as Helpers from '../format/SchemaHelpers.js';
import * as Source from '../format/Source.js';
import * as UnitText from '../format/UnitText.js';
import * as YamlTree from '../format/YamlTree.js';
import * as ShockFile from './ShockFile.js';

const { usd, ratio, count } = UnitText;

/** A ratio, or dollars: whichever stands at the path that is searched. */
const quantity = () => z.union([ratio({ min: 1e-5, max: 10 }), usd({ above: 10 })]);

const Asset = z.strictObject({
  price: Helpers.absent('that of the snapshot', UnitText.price().describe('Dollars of one unit.')),
  moves: Helpers.absent(
    '1: it falls by as much as the news',
    UnitText.number({ min: 0, max: 10 }).describe(
      'Fall per fall of the news; 0 for a dollar or what holds its value.',
    ),
  ),
  depth: Helpers.absent(
    'nobody buys it: what is seized is held',
    usd({ above: 0 }).describe('Dollars bid within 1% of the price when the run opens.'),
  ),
  volatility: Helpers.absent('3%, or 0.1% where it does not move', ratio({ min: 1e-6, max: 10 })),
  decimals: Helpers.absent('6, or 4 where it does not move', count({ max: 12 })),
});

const Liquidity = z.strictObject({
  firms: Helpers.absent('3', count({ min: 1, max: 1000 }).describe('Liquidators.')),
  capital: Helpers.absent(
    '20% of the debts',
    ratio({ max: 10 }).describe('What one of them has, over all debts.'),
  ),
  profit: Helpers.absent('50 USD', usd().describe('Profit wanted of a liquidation.')),
  bidShare: Helpers.absent('30%', ratio().describe('Share of the profit offered for gas at most.')),
});

const File = z.strictObject({
  title: z.string().min(1).describe('What it is, in a few words.'),
  about: Helpers.absent('nothing more to say', z.string().min(1)),
  market: z
    .record(z.string(), z.unknown())
    .describe('The lending protocol, with the keys that it has under "lending:" of a scenario.'),
  loans: Helpers.absent('those that "market" states', z.string().min(1).describe('Snapshot of its loans.')),
  assets: Helpers.absent(
    'those of the scenario that it is put into',
    z.record(z.string().regex(/^[A-Z][A-Z0-9]*$/), Asset).describe('What its reserves are in.'),
  ),
  liquidators: Helpers.absent('three firms', Liquidity),
  coverage: Helpers.absent(
    'none',
    usd().describe('Dollars that stand behind bad debt before depositors do.'),
  ),
  response: Helpers.absent(
    '"none": loans stay as they are',
    z
      .enum(['none', 'usage'])
      .describe('What borrowers do when their LTV limit changes: nothing, or use the same part of it.'),
  ),
  steward: Helpers.absent(
    'the pool AaveV3Ethereum and the symbols of the file',
    z.strictObject({
      pool: Helpers.absent('AaveV3Ethereum', z.string().regex(/^\w+$/)).describe(
        'Pool as the address book names it.',
      ),
      assets: Helpers.absent(
        'their symbols here',
        z.record(z.string(), z.string()).describe('Assets as the address book names them, by symbol.'),
      ),
      modes: Helpers.absent(
        'their ids here',
        z.record(z.string(), z.string()).describe('Efficiency modes as the address book names them, by id.'),
      ),
    }),
  ),
  shocks: Helpers.absent('falls of 10% to 50%', ShockFile.Schema),
  recommend: Helpers.absent(
    'nothing is searched',
    z.strictObject({
      vary: Helpers.listById(
        z.strictObject({
          id: Helpers.id(),
          path: z
            .string()
            .min(1)
            .describe(
              'Ratio or dollars to search, such as market.reserves.eth.ltv or market.borrowers.loops.stock.',
            ),
          from: quantity(),
          to: quantity(),
          step: quantity(),
          most: Helpers.absent('any', quantity().describe('Largest change that a steward may make at once.')),
          with: Helpers.absent(
            'it moves alone',
            z
              .record(z.string(), UnitText.number({ min: -10, max: 10 }))
              .describe('Values that move along, as an offset to it.'),
          ),
        }),
      ).describe('What is searched.'),
      keep: z.strictObject({
        of: z.enum(['badDebt', 'shortfall']).describe('Percentile of bad debt, or mean of the worst cases.'),
        quantile: ratio({ min: 0.5, max: 0.999 }),
        below: ratio({ min: 0 }).describe('Bound, as a share of what the reserve has lent.'),
      }),
    }),
  ),
});

export type Spec = z.infer<typeof File>;
export type AssetSpec = z.infer<typeof Asset>;

/** A checked file with the text that it was read from, for places in messages and for proposals. */
export interface ProtocolFile {
  readonly spec: Spec;
  readonly source: Source.Source;
  readonly id: string;
}

/** A named set of new values: the file that `--propose` names. */
export interface Proposal {
  readonly title: string;
  readonly changes: readonly Override.Override[];
}

const Propose = z.strictObject({
  title: z.string().min(1),
  about: z.string().optional(),
  set: z.record(z.string(), z.unknown()).describe('New values by path: "market.reserves.eth.ltv: 78%".'),
});

/** Throws InputError with every mistake of the keys of its own; the engine checks the market. */
export function read(file: string, text: string): ProtocolFile {
  return checked(Source.parse(file, text));
}

export function propose(file: string, text: string): Proposal {
  const source = Source.parse(file, text);
  const { title } = Source.validate(source, Propose);
  const set = source.root.kind === 'map' ? source.root.entries.get('set')!.node : source.root;
  const entries = set.kind === 'map' ? [...set.entries] : [];
  const changes = entries.map(([path, { node, place }]) => ({ path, value: node, place, by: title }));
  return { title, changes };
}

/** The file with new values; the values that stood there before are added to `changes`. Throws InputError. */
export function change(
  { source }: ProtocolFile,
  overrides: readonly Override.Override[],
  changes: Override.Change[] = [],
): ProtocolFile {
  return checked({ ...source, root: Override.apply(source.root, overrides, changes) });
}

function checked(source: Source.Source): ProtocolFile {
  const spec = Source.validate(source, File);
  const { id } = spec.market;
  if (typeof id === 'string') return { spec, source, id };
  const place = Source.locate(source, ['market']);
  const found = id === undefined ? 'no "id"' : JSON.stringify(id);
  throw new InputError([
    { ...place, path: 'market.id', found, expected: 'an id such as "core"', remedy: 'add "id:"' },
  ]);
}

/** The market as plain data. */
export function marketOf({ source }: ProtocolFile): Record<string, unknown> {
  const node = YamlTree.child(source.root, 'market')!;
  return YamlTree.toData(node) as Record<string, unknown>;
}
