import { z } from 'zod';
import * as Reference from '../format/Reference.js';
import * as Helpers from '../format/SchemaHelpers.js';
import * as UnitText from '../format/UnitText.js';

const { usd, ratio, count, positive } = UnitText;

/** One row of a maintenance table. */
const Tier = z
  .strictObject({
    floor: UnitText.number({ min: 0 }).meta({
      description: 'Notional from which the row counts.',
      unit: 'USD',
    }),
    rate: ratio().describe('Maintenance margin, a share of notional.'),
    maxLeverage: positive({ min: 1, max: 1000 }).describe('Largest leverage of a position of this size.'),
  })
  .superRefine(({ rate, maxLeverage }, context) => {
    if (rate * maxLeverage > 1)
      Helpers.refuse(
        context,
        ['maxLeverage'],
        `leverage of ${maxLeverage}, initial margin below the maintenance margin of ${rate}`,
        `at most ${Math.floor(1 / rate)}`,
        'lower "maxLeverage" or "rate"',
      );
  });

const Table = z.strictObject({
  contract: Helpers.absent('not stated', z.string().describe('Contract of which the table was published.')),
  source: z.string().describe('Where the table was published.'),
  asOf: z.string().describe('As of when.'),
  tiers: z
    .array(Tier)
    .min(1)
    .superRefine((rows, context) => {
      const floors = rows.map(({ floor }) => floor);
      if (new Set(floors).size < floors.length)
        Helpers.refuse(context, [], 'two rows with one "floor"', 'each floor once', 'remove one of them');
      if (!floors.includes(0))
        Helpers.refuse(context, [], `a first floor of ${Math.min(...floors)}`, 'a row from 0 on', 'add it');
    })
    .transform((rows) => rows.sort((x, y) => x.floor - y.floor))
    .describe('Rows by notional.'),
});

export const Tables = Reference.declare('table', z.record(z.string(), Table)).describe(
  'Maintenance margin and leverage by size of a position; assets name them.',
);

/** Which classes a key means something for; beside others it would have no effect. */
const FOR: Readonly<Record<string, readonly string[]>> = {
  rank: ['alt'],
  perps: ['major', 'alt'],
  sector: ['major', 'alt'],
  listedOn: ['dollar', 'synthetic'],
  redeemsTo: ['staked', 'synthetic', 'token'],
  ratio: ['staked', 'synthetic', 'token'],
};

export const Asset = z
  .strictObject({
    id: Helpers.symbol(),
    class: z
      .enum(['dollar', 'major', 'alt', 'staked', 'synthetic', 'token'])
      .describe(
        '"synthetic" is a dollar that an issuer redeems; "token" lives on the chain alone, such as shares of vaults and pools.',
      ),
    price: UnitText.price().describe('Price at the open.'),
    decimals: count({ max: 12 }).describe(
      'Places after the point of one unit; the largest total must fit 2^53 atoms.',
    ),
    rank: Helpers.absent(
      '1',
      count({ min: 1, max: 10_000 }).describe('Place of an alt in the order of sizes, 1 is the largest.'),
    ),
    beta: Helpers.absent(
      'drawn from the range of the universe',
      positive({ max: 100 }).describe('Change of fundamental value per unit of news.'),
    ),
    openInterest: Helpers.absent(
      'by rank from the universe',
      usd().describe('Open interest of all venues at the open.'),
    ),
    dailyVolume: Helpers.absent(
      'by open interest from the universe',
      usd().describe('Volume a day, all venues.'),
    ),
    sector: Helpers.absent(
      'none',
      z.string().min(1).describe('Sector under `fundamentals` with which its value moves.'),
    ),
    volatility: ratio({ min: 1e-6, max: 10 }).describe('Standard deviation of the returns of a calm day.'),
    tiers: Reference.ref('table'),
    collateralWeight: ratio().describe('Share of its value that counts as collateral.'),
    perps: Helpers.absent('true', z.boolean().describe('Whether venues list a perp on it.')),
    listedOn: Helpers.absent(
      'no venue lists it',
      Reference.mapOf(Reference.ref('venue', { where: { spot: [true] } }), usd()).describe(
        'Venues with a spot book of this dollar, and the daily volume there by which the book is sized.',
      ),
    ),
    redeemsTo: Helpers.absent('nothing', Reference.ref('asset').describe('Asset into which it is redeemed.')),
    ratio: Helpers.absent('none', positive({ max: 1e6 }).describe('Units of that asset a unit.')),
  })
  .superRefine((asset, context) => {
    for (const [key, classes] of Object.entries(FOR))
      if (asset[key as keyof typeof asset] !== undefined && !classes.includes(asset.class))
        Helpers.refuse(
          context,
          [key],
          `"${key}" of an asset of class ${asset.class}, without effect`,
          `"${key}" of class ${classes.join(' or ')} alone`,
          'remove it, or correct the class',
        );
    if (asset.class === 'staked' && (asset.redeemsTo === undefined || asset.ratio === undefined))
      Helpers.refuse(
        context,
        [],
        'a staked asset that redeems to nothing',
        '"redeemsTo" and "ratio"',
        'add both',
      );
  });
