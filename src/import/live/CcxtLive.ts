import { Failure, type LiveSource } from './LiveSource.js';

/** What is used of the package `ccxt`, which is not installed with this one. */
interface Exchange {
  fetchOrderBook(symbol: string): Promise<unknown>;
  fetchLeverageTiers(symbols: readonly string[]): Promise<unknown>;
  urls?: { api?: unknown };
}

type Package = Readonly<Record<string, new (options: object) => Exchange>>;

const PACKAGE = 'ccxt';

/** Public data of any exchange that the package `ccxt` knows, as "exchange:symbol". */
export const source: LiveSource = {
  kinds: ['ccxt-book', 'ccxt-tiers'],
  about: 'an exchange and a symbol of the package ccxt: binance:BTC/USDT',
  fetch: async ({ kind, what, url }) => {
    const [, id = '', symbol = ''] = /^(\w+):(.+)$/.exec(what) ?? [];
    const exchange = open(await load(), id, what);
    if (url !== undefined) exchange.urls = { ...exchange.urls, api: url };
    try {
      const answer =
        kind === 'ccxt-book'
          ? await exchange.fetchOrderBook(symbol)
          : await exchange.fetchLeverageTiers([symbol]);
      return { text: JSON.stringify(answer), source: `${id} ${symbol} by ccxt` };
    } catch (error) {
      const [why] = (error as Error).message.split('\n');
      throw new Failure(`no answer of ${id} (${why})`, 'public data', 'check the symbol and the network');
    }
  },
};

function open(all: Package, id: string, what: string): Exchange {
  const Kind = Object.hasOwn(all, id) ? all[id] : undefined;
  if (typeof Kind === 'function') return new Kind({ enableRateLimit: true });
  throw new Failure(`"${what}"`, 'an exchange of ccxt and a symbol', 'write --live binance:BTC/USDT');
}

async function load(): Promise<Package> {
  try {
    const found = (await import(PACKAGE)) as { default?: Package } & Package;
    return found.default ?? found;
  } catch {
    throw new Failure(`no package "${PACKAGE}"`, 'it beside this one', `npm install ${PACKAGE}`);
  }
}
