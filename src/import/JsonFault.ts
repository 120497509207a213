const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+|"/g;
const BARE = /^(-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|true|false|null)$/;

/** Offset of the first token that no JSON has at its place; the length where the text only breaks off. */
export function find(text: string): number {
  const stack: string[] = [];
  let before = '';
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    if (isWrong(token, before, stack.at(-1) === '{')) return match.index;
    if (token === '{' || token === '[') stack.push(token);
    if (token === '}' || token === ']') stack.pop();
    before = token;
  }
  return text.trimEnd().length;
}

function isWrong(token: string, before: string, isMap: boolean): boolean {
  const isText = token.startsWith('"');
  if (isText) return token.length === 1;
  const isSign = '{}[],:'.includes(token);
  if (!isSign && !BARE.test(token)) return true;
  // Keys of maps are texts.
  if (isMap && (before === ',' || before === '{')) return token !== '}' || before === ',';
  return (before === ',' || before === ':') && ',}]:'.includes(token);
}
