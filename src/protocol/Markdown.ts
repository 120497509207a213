import type { Answer } from './MarketAnswer.js';
import * as AnswerSheets from './MarketSheets.js';

/** The answer as text for a forum. */
export function render(answer: Answer): string {
  const { title, about } = answer;
  const head = [`# ${title}`, ...(about === '' ? [] : [about]), identity(answer)];
  return `${[...head, ...AnswerSheets.list(answer).map(section), LIMITS, reproduce(answer)].join('\n\n')}\n`;
}

/** Where the loans are from, and what made the numbers. */
export function identity(answer: Answer): string {
  const { loans, version, market, kind } = answer;
  const from =
    loans === null
      ? 'Loans as the file states them.'
      : `Loans: ${loans.source}, ${loans.time} (${loans.clock}), snapshot ${loans.hash}.`;
  return `Market ${market} (${kind}). ${from} Engine ${version}, ${AnswerSheets.basis(answer)}.`;
}

function section({ title, about, head, rows }: AnswerSheets.Sheet): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = `|${head.map((_, i) => (i === 0 ? '---|' : '---:|')).join('')}`;
  return `## ${title}\n\n${about}\n\n${[line(head), rule, ...rows.map(line)].join('\n')}`;
}

/** What the numbers do not say. */
export const LIMITS_TEXT =
  'A simulation, not a forecast. The loans are those of the snapshot and their owners do not act: nobody repays or adds collateral while prices fall, which overstates losses. The exchange around the market has the stated depth and nobody with leverage on it. Each class is one size of news; how likely it is, the numbers do not say.';

const LIMITS = `## Limits\n\n${LIMITS_TEXT}`;

function reproduce({ command }: Answer): string {
  return `## Reproduce\n\n    ${command}`;
}
