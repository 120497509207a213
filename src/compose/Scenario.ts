import { z } from 'zod';
import * as IssuerSchema from '../chain/issuer/IssuerSchema.js';
import * as PoolSchema from '../chain/pool/PoolSchema.js';
import * as RailSchema from '../chain/rail/RailSchema.js';
import * as SpaceSchema from '../chain/space/SpaceSchema.js';
import * as VenueSchema from '../exchange/venue/VenueSchema.js';
import * as ExpectSchema from '../format/ExpectSchema.js';
import * as Reference from '../format/Reference.js';
import * as Helpers from '../format/SchemaHelpers.js';
import * as UnitText from '../format/UnitText.js';
import { PLUGS } from '../plugs/Plugs.js';
import type { Populations } from '../populations/Kind.js';
import * as AccountSchema from '../populations/planted/AccountSchema.js';
import * as BookSchema from '../populations/planted/BookSchema.js';
import type { Loan } from '../populations/planted/Loan.js';
import * as PlantedSchema from '../populations/planted/PlantedSchema.js';
import { Section } from '../populations/Section.js';
import { stakedVolume } from '../populations/staking/StakedVolume.js';
import * as AssetSchema from './AssetSchema.js';
import * as BookPieces from './BookPieces.js';
import * as FundamentalSchema from './FundamentalSchema.js';
import * as Generated from './Generated.js';
import * as LendingSchema from './LendingSchema.js';
import * as Pieces from './Pieces.js';
import * as ShockSchema from './ShockSchema.js';
import * as UniverseSchema from './UniverseSchema.js';

const File = z.strictObject({
  title: z.string().min(1).describe('What it is about, in a few words.'),
  about: z.string().min(1).describe('What happens and what to look at.'),
  start: UnitText.instant().describe('When the run starts.'),
  end: UnitText.instant().describe('When it ends. What lies beyond it does not happen.'),
  tables: AssetSchema.Tables,
  assets: Reference.declare('asset', Helpers.listById(AssetSchema.Asset)).describe(
    'What can be held and traded.',
  ),
  universe: Helpers.absent(
    'the listed assets alone, with no size beyond their own keys',
    UniverseSchema.Universe,
  ),
  venues: Reference.declare('venue', Helpers.listById(VenueSchema.Venue)).describe('Exchanges.'),
  equity: Helpers.absent(
    'the equity market is closed',
    z
      .strictObject({ closes: UnitText.instant().describe('When it closes; before the start: closed.') })
      .describe('The equity market, in which macro funds hedge a part.'),
  ),
  news: Helpers.absent('no news', ShockSchema.News),
  fundamentals: Helpers.absent('values move by news alone', FundamentalSchema.Fundamentals),
  exogenous: Helpers.absent('no sales of macro funds', ShockSchema.Flows),
  rails: Helpers.absent('nothing leaves a venue', RailSchema.Rails),
  chain: Helpers.absent('no chain, and nothing that lives on one', SpaceSchema.Chain),
  issuers: Helpers.absent('no issuer', IssuerSchema.Issuers),
  lending: Reference.declare('lending', Helpers.listById(LendingSchema.Lending)).optional(),
  pools: PoolSchema.Pools.optional(),
  ...Object.fromEntries(PLUGS.map(({ name, schema }) => [name, Helpers.absent('none', schema)])),
  /** Assets whose books get a finer grid when the price has fallen far below the opening one. */
  finerTicks: z.array(Reference.ref('asset')).optional(),
  watched: Helpers.absent(
    'none',
    z
      .array(Reference.ref('market'))
      .describe('Books whose spread and depth by distance become columns of the series.'),
  ),
  /** What the record says of the event, and the numbers that tables and studies show. */
  expect: ExpectSchema.Expect.optional(),
  populations: Section.optional(),
  planted: PlantedSchema.Schema.optional(),
  accounts: Helpers.absent('no accounts of your own', AccountSchema.Accounts),
  books: Helpers.absent('books open empty, and makers fill them', BookSchema.Books),
});

/** Every listed asset, no size beyond its own keys: what a world of planted people alone needs of a universe. */
const AS_LISTED: z.infer<typeof UniverseSchema.Universe> = {
  alts: Number.MAX_SAFE_INTEGER,
  zipf: 1,
  openInterest: 0,
  volumeOverOpenInterest: 1,
  turnover: { low: 1, high: 1 },
  spotPart: { low: 1, high: 1 },
  beta: { low: 1, high: 1 },
};

const NOBODY: Populations = { leverage: 'observed', groups: {} };

const Filled = File.transform((file) => ({
  ...file,
  assets: [
    ...file.assets.map((asset) => withVolume(asset, file.populations ?? NOBODY)),
    ...Generated.fill(file.assets, file.universe?.alts ?? 0, file.universe?.generated),
  ],
  /** Number of assets that the file lists; those after them are generated. */
  listed: file.assets.length,
  universe: file.universe ?? AS_LISTED,
  equity: file.equity ?? { closes: file.start },
  news: file.news ?? [],
  exogenous: file.exogenous ?? [],
  populations: file.populations ?? NOBODY,
}));

/** What a file says, with everything that it left out, and with its pieces joined to what is planted. */
export const Scenario = Filled.transform(({ accounts, books, ...base }): Joined => {
  const { planted, loans, origin } = Pieces.spread(base, accounts ?? []);
  const joined = { ...base, planted, loans, origin, bookOrigin: NO_BOOKS };
  if (books === undefined) return joined;
  const { orders, origin: bookOrigin } = BookPieces.spread(joined, books);
  return { ...joined, planted: { ...planted, orders: [...orders] }, bookOrigin };
});

const NO_BOOKS: BookPieces.Origin = new Map();

/** A staked asset trades what its arbitrageurs state, where it states no volume of its own. */
function withVolume(asset: AssetSpec, populations: Populations): AssetSpec {
  const dailyVolume = asset.dailyVolume ?? stakedVolume(populations, asset.id);
  return dailyVolume === undefined ? asset : { ...asset, dailyVolume };
}

type Joined = Omit<z.infer<typeof Filled>, 'accounts' | 'books' | 'planted'> & {
  readonly planted?: PlantedSchema.Spec | undefined;
  /** Accounts of the file's own on lending protocols. */
  readonly loans: readonly Loan[];
  /** Where an account or an order that a piece of the file became was written; see CheckPieces. */
  readonly origin: ReadonlyMap<number, number>;
  readonly bookOrigin: BookPieces.Origin;
};
export type Scenario = Joined;
export type AssetSpec = z.infer<typeof AssetSchema.Asset>;
export type VenueSpec = VenueSchema.VenueSpec;
