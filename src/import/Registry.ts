import * as AaveReserves from './aave/AaveReserves.js';
import * as AaveUsers from './aave/AaveUsers.js';
import * as BinanceTables from './binance/BinanceTables.js';
import * as CcxtBook from './ccxt/CcxtBook.js';
import * as CcxtPositions from './ccxt/CcxtPositions.js';
import * as CcxtTiers from './ccxt/CcxtTiers.js';
import * as HyperliquidAccount from './hyperliquid/HyperliquidAccount.js';
import * as HyperliquidBook from './hyperliquid/HyperliquidBook.js';
import * as HyperliquidMeta from './hyperliquid/HyperliquidMeta.js';
import type { Importer } from './Importer.js';
import * as MorphoMarkets from './morpho/MorphoMarkets.js';
import * as MorphoPositions from './morpho/MorphoPositions.js';
import * as BorrowerTable from './table/BorrowerTable.js';
import * as LoanTable from './table/LoanTable.js';

/** What can be imported: one line each. */
export const IMPORTERS: readonly Importer[] = [
  CcxtBook.importer,
  CcxtTiers.importer,
  CcxtPositions.importer,
  HyperliquidAccount.importer,
  HyperliquidMeta.importer,
  HyperliquidBook.importer,
  ...BinanceTables.importers,
  AaveReserves.importer,
  AaveUsers.importer,
  MorphoMarkets.importer,
  MorphoPositions.importer,
  LoanTable.importer,
  BorrowerTable.importer,
];
