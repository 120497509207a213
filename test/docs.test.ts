import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as Repository from './cast/Repository.js';

/* The pages name files and commands; a name that has gone sends the reader nowhere. */
const known = new Set(Repository.files());
const pages = [...known].filter((path) => path.endsWith('.md'));
const folders = new Set([...known].flatMap((path) => parents(path)));

function parents(path: string): string[] {
  const parent = posix.dirname(path);
  return parent === '.' ? ['.'] : [parent, ...parents(parent)];
}

/** Targets of links, without those to the web and to a place on the same page. */
function linksOf(path: string): string[] {
  const text = Repository.text(path).replace(/```[\s\S]*?```/g, '');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
  return targets.filter((target) => !/^(https?:|#)/.test(target)).map((target) => target.split('#')[0]!);
}

/** Ids of a page's headings, as they are made everywhere. */
function anchorsOf(path: string): Set<string> {
  const heads = [...Repository.text(path).matchAll(/^#+ (.+)$/gm)].map(([, head]) => head!.toLowerCase());
  return new Set(heads.map((head) => head.replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-')));
}

interface Tasks {
  readonly TASKS: readonly (readonly [task: string, commands: readonly string[]])[];
}

interface Words {
  count(): Readonly<Record<string, { readonly prose: number }>>;
}

describe('pages', () => {
  test('link to files that exist', () => {
    const findings = pages.flatMap((path) =>
      linksOf(path)
        .map((target) => posix.normalize(posix.join(posix.dirname(path), target)).replace(/\/$/, ''))
        .filter((target) => !known.has(target) && !folders.has(target))
        .map((target) => `${path} links to ${target}`),
    );
    expect(findings).toEqual([]);
    expect(pages.flatMap(linksOf).length).toBeGreaterThan(50);
  });

  test('have the places that links name', () => {
    const findings: string[] = [];
    for (const path of pages)
      for (const [, target, anchor] of Repository.text(path).matchAll(/\]\(([^)\s#]*)#([^)\s]+)\)/g)) {
        if (/^https?:/.test(target!)) continue;
        const page = target === '' ? path : posix.normalize(posix.join(posix.dirname(path), target!));
        if (!anchorsOf(page).has(anchor!)) findings.push(`${path} links to ${page}#${anchor}`);
      }
    expect(findings).toEqual([]);
  });

  test('are short: ten thousand words of prose without decisions, what is generated and tables', async () => {
    const { count } = (await import(`${Repository.ROOT}scripts/words.mjs`)) as Words;
    const { decisions, ...kinds } = count();
    expect(Object.keys(kinds).sort()).toEqual(['explanation', 'front', 'how-to', 'reference', 'tutorial']);
    expect(Object.values(kinds).reduce((sum, { prose }) => sum + prose, 0)).toBeLessThan(10_000);
    expect(decisions!.prose).toBeGreaterThan(0);
  });

  test('state every command of the ten tasks of a newcomer, as they are done', async () => {
    const { TASKS } = (await import(`${Repository.ROOT}scripts/tasks.mjs`)) as Tasks;
    const text = pages.map((path) => Repository.text(path)).join('\n');
    // A reader puts in a name for NAME.
    const stated = (command: string) =>
      text.includes(command.replace('my-long', 'NAME')) ||
      text.includes(command.replace('out/my-world-1', 'DIR'));
    const commands = TASKS.flatMap(([, all]) => all).filter((command) => command.startsWith('unwind '));
    expect(TASKS).toHaveLength(10);
    expect(TASKS.every(([, all]) => all.length <= 3)).toBe(true);
    expect(commands.filter((command) => !stated(command))).toEqual([]);
  });

  test('name commands and npm scripts that exist', () => {
    const program = Repository.files()
      .filter((path) => /^src\/cli\/\w+\.ts$/.test(path))
      .map((path) => Repository.text(path))
      .join('\n');
    const commands = new Set([...program.matchAll(/\.command\('(\w+)/g)].map(([, name]) => name));
    const scripts = (JSON.parse(Repository.text('package.json')) as { scripts: object }).scripts;
    const findings: string[] = [];
    for (const path of pages) {
      const text = Repository.text(path);
      for (const [, name] of text.matchAll(/npx unwind (\w+)/g))
        if (!commands.has(name)) findings.push(`${path} names the command ${name}`);
      for (const [, name] of text.matchAll(/npm run (?:-s )?([\w:-]+)/g))
        if (!Object.hasOwn(scripts, name!)) findings.push(`${path} names the script ${name}`);
    }
    expect(findings).toEqual([]);
    expect(commands.size).toBeGreaterThan(5);
  });
});
