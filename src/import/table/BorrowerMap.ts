import { z } from 'zod';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as Source from '../../format/Source.js';
import * as UnitText from '../../format/UnitText.js';

const column = () => z.string().min(1);

/** Units of an asset in a column; their dollars where they are needed by `rest`. */
const Part = z.union([
  z.strictObject({ units: column().describe('Column of units.'), price: UnitText.price() }),
  z.strictObject({
    rest: column().describe('Column of a total; what the other parts leave of it.'),
    price: UnitText.price(),
  }),
]);

const Mode = z.strictObject({
  id: Helpers.id(),
  thresholds: z.record(z.string(), UnitText.ratio()),
});

/** How the columns of a table of borrowers become loans. */
const Map_ = z.strictObject({
  account: column().describe('Column that names the account.'),
  when: Helpers.absent(
    'all rows',
    z.record(z.string(), z.union([z.string(), z.number()])).describe('Rows that count, by column and value.'),
  ),
  total: UnitText.price().describe('Dollars of one unit of the totals: 1 USD, or the price of ETH.'),
  collateral: z.record(z.string(), Part).describe('Parts of the collateral by asset.'),
  debt: z.record(z.string(), Part).describe('Parts of the debt by asset.'),
  threshold: Helpers.absent(
    'the thresholds by asset',
    column().describe('Column of the average liquidation threshold in basis points.'),
  ),
  thresholds: z.record(z.string(), UnitText.ratio()).describe('Liquidation threshold of each collateral.'),
  modes: Helpers.absent('no mode', Helpers.listById(Mode)).describe(
    'Efficiency modes with their thresholds.',
  ),
  health: Helpers.absent(
    'not checked',
    column().describe('Column of the health that the source computed: each row is checked against it.'),
  ),
});

export type BorrowerMap = z.infer<typeof Map_>;
export type Part = z.infer<typeof Part>;

/** Throws InputError. */
export function read({ file, text }: { readonly file: string; readonly text: string }): BorrowerMap {
  return Source.validate(Source.parse(file, text), Map_);
}
