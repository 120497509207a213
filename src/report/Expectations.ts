import type { Headline } from '../analysis/Headline.js';
import * as Study from '../analysis/Study.js';
import * as ValidationTable from '../analysis/ValidationTable.js';
import * as NumberText from './NumberText.js';
import * as Table from './Table.js';

/** Results of other seeds of the same scenario with the same changes, by key of its numbers. */
export type Seeds = readonly Study.Run[];

/** What the scenario expects of its numbers, beside this run and, where a study exists, its seeds. */
export function render(headlines: readonly Headline[], seeds: Seeds): string {
  if (headlines.length === 0) return '';
  const head = ['number', 'this run', 'documented', 'band', 'in band'];
  if (seeds.length > 0) head.push('median of seeds', '5-95% of seeds');
  head.push('confidence', 'source');
  const rows = headlines.map((one) => row(one, seeds));
  const about =
    'Numbers that the scenario file names, with what the record says of them. The band is where the median over seeds has to lie; ' +
    (seeds.length > 0
      ? `the study beside this run has ${seeds.length} seeds.`
      : 'one run is one draw: run a study to see medians and the range from 5% to 95% of seeds here.');
  return `<section><h2 id="expected">Against the record</h2><p>${NumberText.html(about)}</p>${Table.render(head, rows)}</section>`;
}

function row(
  { key, title, unit, documented, band, confidence, source, value }: Headline,
  seeds: Seeds,
): Table.Cell[] {
  const cells = [
    Table.word(title),
    Table.number(unit, value),
    Table.number(unit, documented),
    Table.word(ValidationTable.bandText(unit, band)),
  ];
  const spread = Study.spread(seeds, key);
  const judged = spread.count > 0 ? spread.median : value;
  const verdict =
    band === undefined || !Number.isFinite(judged)
      ? '–'
      : ValidationTable.isInside(band, judged)
        ? 'yes'
        : 'no';
  cells.push(Table.word(verdict));
  if (seeds.length > 0) {
    const range = `${NumberText.format(unit, spread.low)} to ${NumberText.format(unit, spread.high)}`;
    cells.push(Table.number(unit, spread.median), Table.word(spread.count === 0 ? '–' : range));
  }
  cells.push(Table.word(confidence ?? '–'), Table.word(source ?? '–'));
  return cells;
}
