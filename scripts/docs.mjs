// Makes the pages of docs and of the library into a site, out/docs. Any warning fails it: a dead link, a missing anchor, a
// type that is used and not documented.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The kinds of pages, each a folder of docs, in the order in which they are listed. */
const KINDS = {
  tutorial: ['Tutorial', 'Learn by doing.'],
  'how-to': ['How-to', 'One task each.'],
  reference: ['Reference', 'Look things up.'],
  explanation: ['Explanation', 'Understand why.'],
  decisions: ['Decisions', 'What was decided, and for which reason.'],
};
const OUT = 'out/pages';

function pagesOf(folder) {
  const paths = readdirSync(`docs/${folder}`, { recursive: true }).filter((path) => path.endsWith('.md'));
  return paths.sort().map((path) => `docs/${folder}/${path}`);
}

function titleOf(path) {
  return /^# (.+)$/m.exec(readFileSync(path, 'utf8'))[1];
}

/** A page that lists those of one kind, and stands above them in the tree at the side. */
function index(folder, [title, about]) {
  const pages = pagesOf(folder);
  const children = pages.map((path) => `  ${JSON.stringify(titleOf(path))}: ../../${path}`);
  const links = pages.map((path) => `- [${titleOf(path)}](../../${path})`);
  const head = ['---', `title: ${title}`, 'children:', ...children, '---'];
  return `${[...head, '', about, '', ...links].join('\n')}\n`;
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
for (const [folder, words] of Object.entries(KINDS))
  writeFileSync(`${OUT}/${folder}.md`, index(folder, words));
const done = spawnSync(process.execPath, ['node_modules/typedoc/bin/typedoc'], { stdio: 'inherit' });
process.exit(done.status ?? 1);
