import * as NumberText from './NumberText.js';
import { CSS } from './PageStyle.js';

/** One figure of a first screen: markup of the value, plain words, markup of the note. */
export interface Card {
  readonly value: string;
  readonly title: string;
  readonly note: string;
}

/** Everything before the content of a page that fetches nothing: its title as text, and rules beside the common ones. */
export function open(title: string, style = ''): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${NumberText.html(title)}</title>` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><style>${CSS}${style}</style></head><body>`
  );
}

/** The figures that a reader takes away in ten seconds. */
export function cards(all: readonly Card[]): string {
  const each = all.map(
    ({ value, title, note }) =>
      `<div class="card"><b>${value}</b><span class="what">${NumberText.html(title)}</span><small>${note}</small></div>`,
  );
  return `<div class="cards">${each.join('')}</div>`;
}
