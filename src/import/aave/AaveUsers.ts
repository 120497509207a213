import * as ChainTime from '../ChainTime.js';
import type { JsonImporter } from '../Importer.js';
import * as Json from '../Json.js';
import * as Ledgered from '../Ledgered.js';

/** Users with their reserves in whole units: what is supplied and not used as collateral secures nothing. */
export const importer: JsonImporter = {
  name: 'aave-users',
  about:
    'Users of Aave v3: { blockNumber, timestamp, users: [{ id, eModeCategoryId, userReservesData }] } (JSON).',
  kind: 'loans',
  format: 'json',
  read: (doc) => {
    const book = Ledgered.open();
    const seen = new Set<string>();
    for (const user of Json.list(doc, Json.at(doc.root, 'users'))) {
      const id = Json.word(doc, Json.at(user, 'id'));
      if (seen.has(id))
        Json.refuse(doc, Json.at(user, 'id'), `${id} again`, 'each user once', 'fetch the users again');
      seen.add(id);
      const category = Json.has(user, 'eModeCategoryId')
        ? Json.number(doc, Json.at(user, 'eModeCategoryId'), { min: 0, max: 255, isWhole: true })
        : 0;
      const mode = category > 0 ? `mode-${category}` : '';
      for (const one of Json.list(doc, Json.at(user, 'userReservesData'))) take(doc, book, { id, mode, one });
    }
    return Ledgered.draft(book, {}, ChainTime.of(doc, doc.root));
  },
};

function take(
  doc: Json.Document,
  book: Ledgered.Ledgered,
  { id, mode, one }: { id: string; mode: string; one: Json.Node },
): void {
  const name = Json.at(Json.at(one, 'reserve'), 'symbol');
  const asset = ChainTime.symbol(Json.word(doc, name));
  const supplied = Json.numeral(doc, Json.at(one, 'underlyingBalance'), { min: 0 });
  const owed = Json.numeral(doc, Json.at(one, 'variableBorrows'), { min: 0 });
  const isPledged = Json.at(one, 'usageAsCollateralEnabledOnUser').value !== false;
  const sides = [
    { side: 'collateral' as const, units: isPledged ? supplied : '0' },
    { side: 'debt' as const, units: owed },
  ].filter(({ units }) => Number(units) > 0);
  for (const { side, units } of sides)
    if (!Ledgered.add(book, id, mode, { asset, side, units }))
      Json.refuse(doc, name, `${asset} of ${id} again`, 'each reserve once a user', 'fetch the users again');
}
