import type * as Override from '../format/Override.js';
import * as Source from '../format/Source.js';
import * as UnitText from '../format/UnitText.js';
import * as Engine from '../index.js';
import * as Composition from './Composition.js';
import type { Loan } from './LoanSnapshot.js';
import * as ProtocolFile from './ProtocolFile.js';
import * as Surroundings from './Surroundings.js';

/**
 * What borrowers do when the limit of new debt changes. `none`: loans stay. `usage`: each uses the same part of what he
 * may borrow, so debts move with the limit. An assumption about people, which no contract states.
 */
export function apply(before: Composition.Subject, after: Composition.Subject): Composition.Subject {
  if ((after.file.spec.response ?? 'none') === 'none') return after;
  const [old, next] = [limits(before), limits(after)];
  const loans = after.loans && {
    ...after.loans,
    loans: after.loans.loans.map((loan) =>
      resize(loan, before, (asset, mode) => [old(asset, mode), next(asset, mode)]),
    ),
  };
  return { ...after, loans, file: ranges(after, old, next) };
}

type Limit = (asset: string, mode: string) => number;

function limits(subject: Composition.Subject): Limit {
  const loaded = Composition.load(subject, Composition.bare(subject));
  return (asset, mode) => Engine.lendingLimits(loaded, subject.file.id, asset, mode).ltv;
}

function resize(
  loan: Loan,
  subject: Composition.Subject,
  limit: (asset: string, mode: string) => [number, number],
): Loan {
  const sum = [0, 0];
  for (const [asset, units] of Object.entries(loan.collateral)) {
    const usd = units * Surroundings.priceOf(subject, asset);
    limit(asset, loan.mode).forEach((ltv, i) => {
      sum[i] = sum[i]! + usd * ltv;
    });
  }
  const factor = sum[0]! > 0 ? sum[1]! / sum[0]! : 1;
  const debt = Object.entries(loan.debt).map(([asset, units]): [string, number] => [asset, units * factor]);
  return { ...loan, debt: Object.fromEntries(debt) };
}

interface Range {
  readonly id: string;
  readonly collateral: unknown;
  readonly mode?: string;
  readonly ltv: unknown;
}

/** Borrowers that the market states by a range of LTV. */
function ranges({ file }: Composition.Subject, old: Limit, next: Limit): ProtocolFile.ProtocolFile {
  const { borrowers } = ProtocolFile.marketOf(file);
  if (!Array.isArray(borrowers)) return file;
  const overrides = (borrowers as Range[]).flatMap(({ id, collateral, mode = '', ltv }) => {
    const range = UnitText.spread(UnitText.ratio()).safeParse(ltv);
    if (typeof collateral !== 'string' || !range.success || old(collateral, mode) === 0) return [];
    const factor = next(collateral, mode) / old(collateral, mode);
    const text = `${range.data.low * factor}..${range.data.high * factor}`;
    const { root } = Source.parse('response', text);
    return [
      {
        path: `market.borrowers.${id}.ltv`,
        value: root,
        place: root.place,
        by: 'response',
      } satisfies Override.Override,
    ];
  });
  return ProtocolFile.change(file, overrides);
}
