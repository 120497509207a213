/** A key of a map or an index of a list. */
export type Step = string | number;

/** Line and column, from 1, of the value at `path` in well-formed JSON; of its nearest parent where it is missing. */
export function find(text: string, path: readonly Step[]): { line: number; column: number } {
  const at = { offset: 0 };
  skipBlank(text, at);
  let known = at.offset;
  for (const step of path) {
    if (!enter(text, at, step)) break;
    known = at.offset;
  }
  return placeOf(text, known);
}

/** Line and column of an offset, from 1. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let from = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    from = at + 1;
  }
  return { line, column: offset - from + 1 };
}

interface Cursor {
  offset: number;
}

function skipBlank(text: string, at: Cursor): void {
  while (' \t\r\n'.includes(text[at.offset] ?? '!')) at.offset++;
}

/** Moves to the value under a key or an index; false, and anywhere, where there is none. */
function enter(text: string, at: Cursor, step: Step): boolean {
  const isMap = text[at.offset] === '{';
  if (!isMap && text[at.offset] !== '[') return false;
  at.offset++;
  for (let index = 0; ; index++) {
    skipBlank(text, at);
    const next = text[at.offset];
    if (next === undefined || next === '}' || next === ']') return false;
    const name = isMap ? key(text, at) : index;
    if (name === step) return true;
    skip(text, at);
    skipBlank(text, at);
    if (text[at.offset] === ',') at.offset++;
  }
}

/** Reads a key and its colon, and stops at the value. */
function key(text: string, at: Cursor): string {
  const from = at.offset;
  skipText(text, at);
  const name = JSON.parse(text.slice(from, at.offset)) as string;
  skipBlank(text, at);
  at.offset++;
  skipBlank(text, at);
  return name;
}

function skipText(text: string, at: Cursor): void {
  for (at.offset++; at.offset < text.length && text[at.offset] !== '"'; at.offset++)
    if (text[at.offset] === '\\') at.offset++;
  at.offset++;
}

/** Moves behind a value. */
function skip(text: string, at: Cursor): void {
  let depth = 0;
  do {
    const next = text[at.offset];
    if (next === undefined) return;
    if (next === '"') skipText(text, at);
    else {
      if (next === '{' || next === '[') depth++;
      if (next === '}' || next === ']') depth--;
      at.offset++;
    }
    if (depth === 0) while (!',]} \t\r\n'.includes(text[at.offset] ?? ',')) at.offset++;
  } while (depth > 0);
}

/** Path of what is being read at an offset, as far as the text before it is well-formed. */
export function pathAt(text: string, offset: number): Step[] {
  const path: Step[] = [];
  const at = { offset: 0 };
  let name: string | undefined;
  while (at.offset < offset) {
    const next = text[at.offset]!;
    if (next === '"') {
      const from = at.offset;
      skipText(text, at);
      name = text.slice(from + 1, at.offset - 1);
      continue;
    }
    if (next === '{') path.push('');
    if (next === '[') path.push(0);
    if (next === '}' || next === ']') path.pop();
    const last = path.length - 1;
    if (next === ':' && typeof path[last] === 'string') path[last] = name ?? '';
    if (next === ',' && typeof path[last] === 'number') path[last] = (path[last] as number) + 1;
    at.offset++;
  }
  return path;
}
