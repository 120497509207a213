import { z } from 'zod';
import * as Reference from '../format/Reference.js';
import * as Helpers from '../format/SchemaHelpers.js';
import * as UnitText from '../format/UnitText.js';

const window = {
  id: Helpers.id(),
  from: Helpers.moment().describe('When it begins.'),
  to: UnitText.instant().describe('When it ends.'),
};

const Item = z.strictObject({
  ...window,
  impulse: UnitText.ratio({ min: -0.99, max: 10 }).describe(
    'Change of the fundamental value of an asset of beta 1 over the window.',
  ),
});

/** News: what changes fundamental values. */
export const News = Helpers.listById(Item).describe('What changes fundamental values, by window.');

const Flow = z.strictObject({
  ...window,
  perMinute: Reference.mapOf(Reference.ref('venue'), UnitText.usd()).describe(
    'Dollars of risk cut a minute, by venue, before equities hedge their share.',
  ),
  equityShare: UnitText.ratio().describe(
    'Share of it that is hedged in equities while their market is open.',
  ),
});

/** Exogenous flows: sales of macro funds that no mechanism here causes. */
export const Flows = Helpers.listById(Flow).describe('Sales of macro funds, which no mechanism here causes.');
