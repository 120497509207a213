import { z } from 'zod';
import * as Reference from '../format/Reference.js';
import * as Helpers from '../format/SchemaHelpers.js';
import * as UnitText from '../format/UnitText.js';
import * as People from './TerraPeopleSchema.js';

const { usd, ratio, count, positive, duration, spread } = UnitText;
const CLASSIC = 'https://github.com/terra-money/classic-core x/market, x/oracle';
const blocks = (min: number) => count({ min, max: 1e6 }).meta({ unit: 'blocks' });
const sdr = () => positive().meta({ unit: 'SDR' });

const Vote = z
  .strictObject({
    id: Helpers.id(),
    at: Helpers.moment().describe('When it takes force.'),
    basePool: Helpers.absent('unchanged', sdr().describe('Base pool of the market module from then on.')),
    recovery: Helpers.absent('unchanged', blocks(1).describe('Recovery of the pools from then on.')),
    swapsOff: Helpers.absent('unchanged', z.boolean().describe('Whether swaps of the module end.')),
    bondingClosed: Helpers.absent('unchanged', z.boolean().describe('Whether no more LUNA can be bonded.')),
    mintPerDay: Helpers.absent(
      'no limit',
      positive().meta({ description: 'LUNA that the module may mint a day.', unit: 'LUNA' }),
    ),
  })
  .superRefine(({ id, at, ...changes }, context) => {
    if (Object.values(changes).every((change) => change === undefined))
      Helpers.refuse(
        context,
        [],
        'a vote that changes nothing',
        'a vote with a change',
        'add what it changes',
      );
  });

const Halt = z.strictObject({
  id: Helpers.id(),
  from: UnitText.instant().describe('When validators stop the chain.'),
  to: UnitText.instant().describe('When it goes on.'),
  early: Helpers.absent(
    'no early halt',
    z
      .strictObject({
        below: UnitText.price().describe('Price of LUNA below which they stop it before.'),
        lasts: Helpers.absent(
          'to the stated end',
          duration({ min: 1e6, max: 365 * UnitText.DAY_US }).describe('How long an early halt lasts.'),
        ),
      })
      .describe('An early halt: what validators answered to.'),
  ),
});

const Anchor = z.strictObject({
  loans: usd().describe('Lent against bLUNA at the open.'),
  rows: Helpers.rows(10_000).describe('Rows of loans.'),
  ltv: spread(ratio()).describe('Loan to value of the rows at the open.'),
  maxLtv: ratio().describe('Loan to value at which a loan is liquidated.'),
  bids: z
    .array(z.tuple([ratio(), usd()]))
    .describe('UST that waits to buy what is liquidated: pairs of a discount and dollars.'),
  rate: ratio().describe('Yield a year of deposits.'),
  reserve: usd().describe('Yield reserve at the open.'),
  baseRate: ratio().describe('Interest of loans a year at utilization 0.'),
  slopeRate: ratio({ max: 5 }).describe('What full utilization adds to it.'),
  stakingYield: ratio().describe('What staking brings on bLUNA a year.'),
});

const MarketModule = z.strictObject({
  basePool: sdr().meta({ description: 'Virtual liquidity of each pool.', source: CLASSIC }),
  recovery: blocks(1).meta({ description: 'Blocks in which a pool recovers.', source: CLASSIC }),
  minSpread: ratio().meta({ description: 'Least spread of a swap between UST and LUNA.', source: CLASSIC }),
  tobin: ratio().meta({ description: 'Tax on swaps between stables.', source: CLASSIC }),
});

const supply = (unit: string) =>
  positive({ max: 1e13 }).meta({ description: `${unit} in existence at the open.`, unit });

/** Terra Classic with its market module, Anchor, and those who hold UST and LUNA. */
export const Terra = z
  .strictObject({
    venue: Reference.ref('venue', { where: { spot: [true] } }),
    pool: Helpers.absent('UST has no pool', Reference.ref('pool')),
    block: duration({ min: 100_000, max: 3600e6 }).describe('Time between blocks.'),
    bridge: duration({ max: 30 * UnitText.DAY_US }).describe(
      'Time of a transfer to another chain or a venue.',
    ),
    usdPerSdr: positive({ min: 0.01, max: 100 }).meta({ description: 'Dollars an SDR.', unit: 'USD' }),
    supply: z.strictObject({ UST: supply('UST'), LUNA: supply('LUNA') }),
    module: MarketModule.describe('The market module, which swaps UST and LUNA.'),
    oracle: z
      .strictObject({
        period: blocks(2).meta({ description: 'Blocks between votes on the price.', source: CLASSIC }),
        read: blocks(0).describe('Block of a period in which validators read the price.'),
      })
      .superRefine(({ period, read }, context) => {
        if (read >= period)
          Helpers.refuse(context, ['read'], `${read}`, `less than the period of ${period}`, 'lower "read"');
      })
      .describe('The oracle of the chain.'),
    halts: Helpers.listById(Halt).describe('Halts of the chain.'),
    votes: Helpers.listById(Vote).describe('Governance or an emergency: what changes when.'),
    anchor: Anchor.describe('The Anchor protocol.'),
    tastes: z
      .strictObject({ ust: People.Taste, luna: People.Taste })
      .describe('How holders of UST and of LUNA form their belief.'),
    holders: Helpers.listById(People.Holders).describe('Holders of UST and LUNA.'),
    demand: Reference.mapOf(Reference.ref('asset'), People.Demand).describe(
      'Demand for an asset on the books of the venue, by asset.',
    ),
    arbitrage: People.Arbitrage.describe('Firms that trade the market module against books and the pool.'),
    longs: Helpers.absent('nobody', People.Longs.describe('Buyers of LUNA in perps.')),
    shorts: Helpers.absent(
      'nobody',
      People.Shorts.describe('Firms that sell LUNA short while UST is below par.'),
    ),
    reserve: People.Reserve.describe('The reserve that defends the peg.'),
    script: Helpers.listById(People.Script).describe('Documented acts of the first hours.'),
  })
  .superRefine((terra, context) => {
    if (terra.anchor.ltv.high > terra.anchor.maxLtv)
      Helpers.refuse(
        context,
        ['anchor', 'ltv'],
        `loans at up to ${terra.anchor.ltv.high} of their pledge`,
        `at most "maxLtv", ${terra.anchor.maxLtv}`,
        'lower "ltv"',
      );
  })
  .describe('Terra Classic with its market module, Anchor, and those who hold UST and LUNA.');

export type Terra = z.infer<typeof Terra>;
