import type * as Auditor from '../../ledger/Auditor.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine } from '../../state/Engine.js';
import * as Family from './Family.js';
import type { LendingProtocol } from './LendingProtocol.js';

/** What a protocol's book believes, against the ledger and against itself. */
export function run(engine: Engine, lending: LendingProtocol): Auditor.Finding[] {
  const held = lending.assets.map((asset) => ({
    name: `${engine.assets[asset]!.symbol} of ${lending.id}`,
    cash: Accounts.balance(engine, lending.account, asset),
    claim: -Accounts.owed(engine, lending.account, asset),
  }));
  return Family.of(lending).audit(lending.book, held);
}
