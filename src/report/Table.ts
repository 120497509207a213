import * as NumberText from './NumberText.js';

/** A cell: text as shown, and the number it is sorted by where the two differ. */
export interface Cell {
  readonly text: string;
  readonly rank?: number;
  /** 0 to 1: draws a bar before the text. */
  readonly part?: number;
  /** Journal id whose causes a click shows. */
  readonly trace?: number;
}

/** A table in its own scroll box; `isSortable` lets the page's script sort it by a click on a heading. */
export function render(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  isSortable = false,
  isWrapped = false,
): string {
  const heads = head.map((title) =>
    isSortable
      ? `<th><button type="button">${NumberText.html(title)}</button>`
      : `<th>${NumberText.html(title)}`,
  );
  const lines = rows.map((row) => `<tr>${row.map(cell).join('')}`);
  const kinds = [isSortable ? 'sortable' : '', isWrapped ? 'wrapped' : '']
    .filter((one) => one !== '')
    .join(' ');
  const kind = kinds === '' ? '' : ` class="${kinds}"`;
  return `<div class="scroll" tabindex="0" role="group" aria-label="${NumberText.html(`Table: ${head.filter((title) => title !== '').join(', ')}`)}"><table${kind}><thead><tr>${heads.join('')}</thead><tbody>${lines.join('')}</tbody></table></div>`;
}

function cell({ text: words, rank, part, trace }: Cell): string {
  const shown = NumberText.html(words);
  const text =
    trace === undefined ? shown : `<a class="trace" href="#causes" data-trace="${trace}">${shown}</a>`;
  const sort =
    rank === undefined ? '' : ` data-rank="${Number.isFinite(rank) ? Number(rank.toPrecision(6)) : -1e300}"`;
  if (part === undefined) return `<td${sort}>${text}`;
  const width = Math.round(Math.min(1, Math.max(0, part || 0)) * 1000) / 10;
  return `<td${sort}><i class="track"><i style="width:${width}%"></i></i><span>${text}</span>`;
}

export function word(text: string): Cell {
  return { text };
}

/** A key from data, in plain words. */
export function name(key: string): Cell {
  return { text: NumberText.words(key) };
}

export function number(unit: NumberText.Unit, value: number | null, part?: number): Cell {
  const cell = { text: NumberText.format(unit, value), rank: value ?? Number.NaN };
  return part === undefined ? cell : { ...cell, part };
}
