// Counts the words of the pages by kind: prose that is written by hand, and what stands in tables, code or generated pages.
import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Written by a command; a test says that each is current. */
const GENERATED = /^docs\/reference\/(scenario|commands|numbers)\.md$|^docs\/reference\/tables\//;
const KINDS = ['tutorial', 'how-to', 'reference', 'explanation', 'decisions'];

/** Words of a page outside tables and code. */
export function proseOf(text) {
  const prose = text
    .replace(/```[\s\S]*?```/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/^ {4,}.*$/gm, '')
    .replace(/^\s*\|.*$/gm, '')
    .replace(/\]\([^)]*\)/g, '');
  return prose.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Words by kind: of prose, of hand-made tables and code, and of generated pages. */
export function count() {
  const paths = readdirSync('docs', { recursive: true }).map((path) => `docs/${path}`);
  const pages = ['README.md', ...paths.filter((path) => path.endsWith('.md')).sort()];
  const kinds = {};
  for (const path of pages) {
    const kind = KINDS.find((one) => path.startsWith(`docs/${one}/`)) ?? 'front';
    const text = readFileSync(path, 'utf8');
    const words = text.split(/\s+/).length;
    const prose = GENERATED.test(path) ? 0 : proseOf(text);
    const sum = (kinds[kind] ??= { prose: 0, tables: 0, generated: 0, pages: {} });
    sum.prose += prose;
    sum[GENERATED.test(path) ? 'generated' : 'tables'] += words - prose;
    sum.pages[path] = prose;
  }
  return kinds;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const kinds = count();
  if (process.argv[2] !== undefined)
    for (const [path, prose] of Object.entries(kinds[process.argv[2]].pages).sort((a, b) => b[1] - a[1]))
      console.log(`${String(prose).padStart(6)}  ${path}`);
  else
    console.table(
      Object.fromEntries(
        Object.entries(kinds).map(([kind, { pages, ...sums }]) => [
          kind,
          { pages: Object.keys(pages).length, ...sums },
        ]),
      ),
    );
}
