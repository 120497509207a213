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
