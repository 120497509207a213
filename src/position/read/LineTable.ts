import { InputError } from '../../format/InputError.js';
import type * as YamlTree from '../../format/YamlTree.js';
import * as Trees from './Trees.js';

/** Questions in lines of comma-separated text under a line of keys; an empty cell states nothing. */
export function read(file: string, text: string): YamlTree.MapNode[] {
  const lines = text
    .split(/\r?\n/)
    .map((line, i) => ({ cells: cells(line), line: i + 1, isEmpty: line.trim() === '' }));
  const [head, ...rows] = lines.filter(({ isEmpty }) => !isEmpty);
  if (head === undefined || rows.length === 0)
    throw refuse(
      { file, line: 1, column: 1 },
      'no line below the keys',
      'a line of keys and one a position',
      'see docs/reference/position.md',
    );
  return rows.map((row) => {
    if (row.cells.length !== head.cells.length)
      throw refuse(
        { file, line: row.line, column: 1 },
        `${row.cells.length} cells`,
        `${head.cells.length}, as many as keys`,
        'put texts with commas in quotes',
      );
    const entries = head.cells.map(({ text: key }, i) => {
      const cell = row.cells[i]!;
      return [key.trim(), cell.text.trim(), { file, line: row.line, column: cell.column }] as const;
    });
    return Trees.flat(
      entries.filter(([, value]) => value !== ''),
      { file, line: row.line, column: 1 },
    );
  });
}

interface Cell {
  readonly text: string;
  readonly column: number;
}

/** RFC 4180 within one line: quotes around a cell, two of them for one inside. */
function cells(line: string): Cell[] {
  const found: Cell[] = [];
  const pattern = /("(?:[^"]|"")*"|[^,]*)(,|$)/y;
  for (let at = 0; at <= line.length; ) {
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (match === null) return [...found, { text: line.slice(at), column: at + 1 }];
    const [whole, raw = '', end] = match;
    const text = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
    found.push({ text, column: at + 1 });
    at += whole.length;
    if (end === '') break;
  }
  return found;
}

function refuse(place: YamlTree.Place, found: string, expected: string, remedy: string): InputError {
  return new InputError([{ ...place, path: '', found, expected, remedy }]);
}
