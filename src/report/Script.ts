/** The page's only script: values under the pointer, and tables sorted by a click. Without it the page is complete. */
export const SCRIPT = `
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const text = (unit, v) => v === null ? '\\u2013' : unit === 'usd' ? '$' + compact.format(v)
  : unit === 'percent' ? (v * 100).toFixed(1) + '%' : unit === 'times' ? v.toFixed(2) + '\\u00d7' : v.toFixed(1);
for (const plot of document.querySelectorAll('[data-hover]')) {
  let data, cursor, tip;
  const leave = () => { if (cursor) { cursor.remove(); tip.remove(); cursor = undefined; } };
  plot.addEventListener('pointerleave', leave);
  plot.addEventListener('pointermove', (event) => {
    data ??= JSON.parse(plot.dataset.hover);
    if (!cursor) {
      cursor = plot.appendChild(document.createElement('div')); cursor.className = 'cursor';
      tip = plot.appendChild(document.createElement('div')); tip.className = 'tip';
    }
    const box = plot.getBoundingClientRect();
    const count = data.sets[0].points.length;
    const at = Math.max(0, Math.min(count - 1, Math.floor((event.clientX - box.left) / box.width * count)));
    const left = (at + 0.5) / count;
    cursor.style.left = left * 100 + '%';
    tip.style.left = left < 0.5 ? left * 100 + 2 + '%' : 'auto';
    tip.style.right = left < 0.5 ? 'auto' : 102 - left * 100 + '%';
    const minute = (data.start + at) % 1440;
    tip.replaceChildren(String(Math.floor(minute / 60)).padStart(2, '0') + ':' + String(minute % 60).padStart(2, '0'));
    for (const set of data.sets) {
      const row = tip.appendChild(document.createElement('div'));
      const chip = row.appendChild(document.createElement('i'));
      chip.className = 'chip b' + set.color;
      row.append(set.name + ' ' + text(data.unit, set.points[at]));
    }
  });
}
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    let sign = -1;
    head.addEventListener('click', () => {
      const key = (row) => row.cells[column].dataset.rank;
      const rows = [...body.rows].sort((a, b) => key(a) === undefined
        ? -sign * row(a, column).localeCompare(row(b, column)) : sign * (key(a) - key(b)));
      sign = -sign;
      body.append(...rows);
    });
  });
}
function row(line, column) { return line.cells[column].textContent; }
`;
