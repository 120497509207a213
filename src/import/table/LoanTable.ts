import * as ChainTime from '../ChainTime.js';
import * as Csv from '../Csv.js';
import type { CsvImporter } from '../Importer.js';
import * as Ledgered from '../Ledgered.js';

/** A row an account and asset, with whole units: what queries of chain data give. */
export const importer: CsvImporter = {
  name: 'loans',
  about: 'Loans of any lending protocol (CSV: account, asset, collateral, debt; mode, price where known).',
  kind: 'loans',
  format: 'csv',
  open: (table) => {
    const [account, asset] = [Csv.column(table, 'account'), Csv.column(table, 'asset')];
    const [collateral, debt] = [Csv.column(table, 'collateral'), Csv.column(table, 'debt')];
    const [mode, price] = ['mode', 'price'].map((name) => ({ at: table.heading.indexOf(name), name }));
    const book = Ledgered.open();
    const facts: Record<string, number> = {};
    const take = (): void => {
      const [id, symbol] = [Csv.word(table, account), ChainTime.symbol(Csv.word(table, asset))];
      const own = mode!.at < 0 ? '' : (table.cells[mode!.at] ?? '').trim();
      for (const [side, column] of [
        ['collateral', collateral],
        ['debt', debt],
      ] as const) {
        const units = Csv.number(table, column, { min: 0 });
        if (!(units > 0)) continue;
        if (
          !Ledgered.add(book, id, own, { asset: symbol, side, units: (table.cells[column.at] ?? '').trim() })
        )
          Csv.refuse(
            table,
            asset,
            `${symbol} of ${id} again`,
            'each asset once an account',
            'add the rows up',
          );
      }
      if (price!.at >= 0) priced(table, price!, symbol, facts);
    };
    return { take, done: () => Ledgered.draft(book, facts, {}) };
  },
};

/** One price an asset: rows of one instant agree. */
function priced(table: Csv.Table, column: Csv.Column, symbol: string, facts: Record<string, number>): void {
  const usd = Csv.number(table, column, { above: 0, max: 1e9 });
  const known = (facts[`price.${symbol}`] ??= usd);
  if (known !== usd)
    Csv.refuse(
      table,
      column,
      `a price of ${usd} after ${known}`,
      'one price an asset',
      'use the prices of one instant',
    );
}
