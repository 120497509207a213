import * as MainVenue from '../analysis/MainVenue.js';
import type { Step, Story } from '../analysis/Story.js';
import type { Summary } from '../analysis/Summary.js';
import * as Clock from './Clock.js';
import type { Figures } from './Figure.js';
import * as NumberText from './NumberText.js';

/** Writes a text with `{path}` in place of numbers as markup that carries each path. */
export function fill(text: string, { html }: Figures): string {
  return text
    .split(/\{([^}]+)\}/)
    .map((part, i) => (i % 2 === 0 ? NumberText.html(part) : html(part)))
    .join('');
}

/** The story in order of time: what broke, in which order, and who paid. */
export function story({ steps }: Story, figures: Figures): string {
  if (steps.length === 0) return '';
  let day = '';
  const items = steps.map((step) => {
    const at = when(step);
    const date = at.slice(0, at.lastIndexOf(' '));
    const isNew = date !== day && date !== '';
    if (isNew) day = date;
    const time = at === '' ? 'In the end' : isNew ? at : at.slice(at.lastIndexOf(' ') + 1);
    const trace = step.id > 0 ? ` <a class="trace" href="#causes" data-trace="${step.id}">why</a>` : '';
    return `<li><time>${time}</time><span>${fill(step.text, figures)} <a href="#${step.more}">more</a>${trace}</span>`;
  });
  return `<section><h2 id="story">What happened, in order</h2><ol class="story">${items.join('')}</ol></section>`;
}

function when({ atMs }: Step): string {
  return Number.isFinite(atMs)
    ? `${Clock.moment(atMs, 0)}:${String(Math.floor(atMs / 1000) % 60).padStart(2, '0')}`
    : '';
}

/** Who the venues are, in the colors of the charts. */
export function venues({ venues: all, markets, lending = [] }: Summary): string {
  const order = MainVenue.list(markets);
  const rows = all.map(({ id, about, margin, spot, perps }) => {
    const color = Math.max(0, order.indexOf(id));
    const trades = [spot ? 'spot' : '', perps ? 'perps' : ''].filter((one) => one !== '').join(' and ');
    const how = margin === 'cash' ? 'no leverage' : `${margin} margin`;
    return `<dt><i class="chip b${color}"></i>${NumberText.html(id)}</dt><dd>${NumberText.html(about)} <small>${trades}, ${how}</small></dd>`;
  });
  const protocols = lending.map(
    ({ protocol }) => `<dt>${NumberText.html(protocol)}</dt><dd>Lending protocol on the chain.</dd>`,
  );
  return `<section><h2 id="venues">Who is who</h2><dl class="legend-list">${[...rows, ...protocols].join('')}</dl></section>`;
}

/** Links to every section that the page has, made from their headings. */
export function contents(body: string): string {
  const links = [...body.matchAll(/<h2 id="([^"]+)">([^<]+)<\/h2>/g)].map(
    ([, id, title]) => `<li><a href="#${id}">${title}</a>`,
  );
  return `<nav aria-label="Contents"><ul class="contents">${links.join('')}</ul></nav>`;
}
