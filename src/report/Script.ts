/**
 * The page's only script: values under the pointer, zoom by dragging, curves hidden by a click on their name, tables
 * sorted by a click, chains of causes, and the search for an account. Without it the page is complete.
 */
export const SCRIPT = `
const trim = (text) => text.includes('.') ? text.replace(/\\\\.?0+$/, '') : text;
const short = (v) => { const [scale, suffix] = v >= 1e9 ? [1e9, 'bn'] : v >= 1e6 ? [1e6, 'M'] : v >= 1e3 ? [1e3, 'k'] : [1, ''];
  const part = v / scale; return trim(part.toFixed(suffix === '' || part >= 100 ? 0 : part >= 10 ? 1 : 2)) + suffix; };
const sign = (v, text) => v < 0 ? '\\u2212' + text : text;
const text = (unit, v) => v === null ? '\\u2013' : sign(v, unit === 'usd' ? '$' + short(Math.abs(v))
  : unit === 'percent' ? trim((Math.abs(v) * 100).toFixed(1)) + '%' : unit === 'times' ? trim(Math.abs(v).toFixed(2)) + '\\u00d7'
  : trim(Math.abs(v).toFixed(1)));
const two = (n) => String(n).padStart(2, '0');
const add = (parent, tag, words) => { const one = document.createElement(tag); if (words !== undefined) one.textContent = words; return parent.appendChild(one); };
for (const plot of document.querySelectorAll('[data-hover]')) {
  let data, cursor, tip, from;
  plot.zoom = [0, 1];
  const leave = () => { if (cursor) { cursor.remove(); tip.remove(); cursor = undefined; } };
  const part = (event) => { const box = plot.getBoundingClientRect(); return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)); };
  plot.addEventListener('pointerleave', leave);
  plot.addEventListener('pointerdown', (event) => { if (event.pointerType === 'mouse') from = part(event); });
  plot.addEventListener('dblclick', () => zoom(plot, 0, 1));
  plot.addEventListener('pointerup', (event) => {
    const [a, b] = plot.zoom, to = part(event);
    if (from !== undefined && Math.abs(to - from) > 0.02) zoom(plot, a + (b - a) * Math.min(from, to), a + (b - a) * Math.max(from, to));
    from = undefined;
  });
  plot.addEventListener('pointermove', (event) => {
    data ??= JSON.parse(plot.dataset.hover);
    if (!cursor) { cursor = add(plot, 'div'); cursor.className = 'cursor'; tip = add(plot, 'div'); tip.className = 'tip'; }
    const count = data.sets[0].points.length, left = part(event), [a, b] = plot.zoom;
    const at = Math.max(0, Math.min(count - 1, Math.floor((a + (b - a) * left) * count)));
    cursor.style.left = (from === undefined ? left : Math.min(from, left)) * 100 + '%';
    cursor.style.width = from === undefined ? '1px' : Math.abs(left - from) * 100 + '%';
    tip.style.left = left < 0.5 ? left * 100 + 2 + '%' : 'auto';
    tip.style.right = left < 0.5 ? 'auto' : 102 - left * 100 + '%';
    const minute = (data.start + at) % 1440;
    tip.replaceChildren(two(Math.floor(minute / 60)) + ':' + two(minute % 60));
    data.sets.forEach((set, i) => {
      if (plot.querySelector('[data-set="' + i + '"][hidden]')) return;
      const row = add(tip, 'div'); add(row, 'i').className = 'chip b' + set.color;
      row.append(set.name + ' ' + text(data.unit, set.points[at]));
    });
  });
}
function zoom(plot, a, b) {
  for (const one of plot.closest('figure').querySelectorAll('[data-hover]')) {
    const svg = one.querySelector('svg'), box = svg.viewBox.baseVal;
    one.zoom = [a, b];
    box.x = a * 1000; box.width = (b - a) * 1000;
    for (const label of one.querySelectorAll('.x')) {
      const at = (parseFloat(label.dataset.left ??= label.style.left) / 100 - a) / (b - a);
      label.style.left = at * 100 + '%'; label.hidden = at < 0 || at > 1;
    }
    one.querySelector('.reset')?.remove();
    if (a === 0 && b === 1) continue;
    const button = add(one, 'button', 'show all'); button.type = 'button'; button.className = 'reset';
    button.addEventListener('click', () => zoom(one, 0, 1));
  }
}
for (const key of document.querySelectorAll('button.key')) key.addEventListener('click', () => {
  const isOn = key.getAttribute('aria-pressed') !== 'true';
  key.setAttribute('aria-pressed', String(isOn));
  const plot = key.closest('ul').nextElementSibling;
  for (const path of plot.querySelectorAll('[data-set="' + key.dataset.key + '"]')) path.toggleAttribute('hidden', !isOn);
});
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    let direction = -1;
    head.addEventListener('click', () => {
      const key = (row) => row.cells[column].dataset.rank;
      const rows = [...body.rows].sort((a, b) => key(a) === undefined
        ? -direction * row(a, column).localeCompare(row(b, column)) : direction * (key(a) - key(b)));
      direction = -direction;
      body.append(...rows);
    });
  });
}
function row(line, column) { return line.cells[column].textContent; }
const store = document.getElementById('events');
if (store) {
  const { events, names } = JSON.parse(store.textContent), byId = new Map(events.map((one) => [one[0], one]));
  const called = new Map(names);
  const say = ([id, , ms, kind, place, account, usd]) => new Date(ms).toISOString().slice(5, 19).replace('T', ' ') + ' \\u00b7 ' + [kind, place,
    called.get(id) ?? '', account < 0 ? '' : 'account ' + account, usd > 0 ? '$' + short(usd) : ''].filter((word) => word !== '').join(' \\u00b7 ');
  const button = (parent, one) => { const item = add(parent, 'button', say(one)); item.type = 'button';
    item.addEventListener('click', () => show(one[0])); };
  const chain = document.getElementById('chain'), found = document.getElementById('found'), find = document.getElementById('find');
  function show(id) {
    const all = [];
    for (let one = byId.get(id); one && all.length < 60; one = byId.get(one[1])) all.unshift(one);
    chain.replaceChildren();
    if (all.length === 0) { chain.textContent = 'Not on this page: unwind trace DIR ' + id + ' shows it.'; return; }
    add(chain, 'h4', 'Chain of causes, first to last');
    const list = add(chain, 'ol');
    for (const one of all) button(add(list, 'li'), one);
  }
  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-trace]');
    if (!link) return;
    event.preventDefault();
    show(Number(link.dataset.trace));
    chain.scrollIntoView({ block: 'center' });
  });
  find.addEventListener('input', () => {
    const words = find.value.toLowerCase().split(/\\\\s+/).filter(Boolean);
    const hits = words.length === 0 ? [] : events.filter((one) => { const line = say(one).toLowerCase(); return words.every((word) => line.includes(word)); });
    found.replaceChildren();
    for (const one of hits.slice(0, 20)) button(add(found, 'li'), one);
    if (hits.length > 20) add(found, 'li', hits.length - 20 + ' more: add a word');
  });
}
`;
