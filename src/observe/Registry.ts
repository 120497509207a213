import * as CollateralPrices from './CollateralPrices.js';
import * as Exogenous from './Exogenous.js';
import * as InsurancePools from './InsurancePools.js';
import * as Issuers from './Issuers.js';
import * as Lendings from './Lendings.js';
import * as Loops from './Loops.js';
import * as Makers from './Makers.js';
import * as OpenInterest from './OpenInterest.js';
import * as Pools from './Pools.js';
import * as PriceMaps from './PriceMaps.js';
import type { Producer } from './Producer.js';
import * as SummaryForced from './SummaryForced.js';
import * as ValueColumns from './ValueColumns.js';
import * as WatchedBooks from './WatchedBooks.js';

/** What every world is observed by; a room that plugs in adds its own (run/Producers). */
export const PRODUCERS: readonly Producer[] = [
  SummaryForced.liquidationProducer,
  SummaryForced.adlProducer,
  InsurancePools.producer,
  Makers.producer,
  OpenInterest.producer,
  Exogenous.producer,
  CollateralPrices.producer,
  Lendings.producer,
  Issuers.producer,
  Pools.producer,
  Loops.producer,
  PriceMaps.producer,
  ValueColumns.producer,
  WatchedBooks.producer,
];
