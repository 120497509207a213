import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as Repository from './cast/Repository.js';

/* What runs is what is tested, rounding has one room, and functions stay narrow. */
const all = Repository.modules(['src']);
const code = all.filter(({ path }) => !Repository.isTest(path) && !path.endsWith('.d.ts'));
const byPath = new Map(code.map((module) => [module.path, module]));

describe('what runs is what is tested', () => {
  /** Where programs begin: the door, the command, and what worker threads load. */
  const ENTRIES = [
    'src/index.ts',
    'src/node.ts',
    'src/browser.ts',
    'src/cli/main.ts',

    ...threads(),
  ];

  function threads(): string[] {
    return code
      .flatMap(({ path, source }) =>
        [...source.text.matchAll(/new URL\('\.\/([^']+)\.js', import\.meta\.url\)/g)].map(
          ([, name]) => `${path.slice(0, path.lastIndexOf('/'))}/${name}.ts`,
        ),
      )
      .filter((path) => byPath.has(path));
  }

  function reached(): Set<string> {
    const seen = new Set<string>();
    const visit = (path: string) => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const { from, own } of byPath.get(path)?.imports ?? []) if (own) visit(from);
    };
    for (const entry of ENTRIES) visit(entry);
    return seen;
  }

  test('no file of src is imported by tests alone, unless its header says what it waits for or generates', () => {
    const live = reached();
    const findings = code
      .filter(({ path, source }) => !live.has(path) && !/(Waits for|Generates):\s+\S/.test(source.text))
      .map(({ path }) => path);
    expect(findings).toEqual([]);
  });

  test('what waits is not in use', () => {
    const live = reached();
    const stale = code
      .filter(({ path, source }) => live.has(path) && /Waits for:\s+\S/.test(source.text))
      .map(({ path }) => path);
    expect(stale).toEqual([]);
  });
});

describe('rounding', () => {
  /** Rooms whose numbers become state; base and units have the functions themselves. */
  const STATE = 'kernel ledger mechanisms state exchange chain terra opening plugs populations run'.split(
    ' ',
  );
  const ROUNDS = new Set(['floor', 'ceil', 'round', 'trunc']);
  const NONE: Readonly<Record<string, string>> = {};

  test('state is rounded by units alone: Rounding, Whole, Amount, Price, Quantity, Notional', () => {
    const findings: string[] = [];
    for (const module of code) {
      if (!STATE.includes(module.path.split('/')[1]!) && module.path !== 'src/compose/Build.ts') continue;
      Repository.walk(module.source, (node) => {
        if (!ts.isPropertyAccessExpression(node) || node.expression.getText() !== 'Math') return;
        if (ROUNDS.has(node.name.text))
          findings.push(`${Repository.at(module, node)} Math.${node.name.text}`);
      });
    }
    Repository.expectOnly(findings, NONE);
  });
});

describe('parameters', () => {
  const MOST = 5;
  test(`functions take at most ${MOST} parameters`, () => {
    const found: string[] = [];
    for (const module of code)
      Repository.walk(module.source, (node) => {
        if (!ts.isFunctionLike(node) || !('body' in node) || node.parameters.length <= MOST) return;
        found.push(`${Repository.at(module, node)}: ${node.parameters.length} parameters`);
      });
    expect(found).toEqual([]);
  });
});

describe('names of files', () => {
  /** Files that mean the same in every folder that has one. */
  const SAME = new Set(['Kind', 'Registry', 'Schema', 'Plug']);

  test('no two files of one name mean different things', () => {
    const folders = new Map<string, string[]>();
    for (const { path } of code) {
      const name = path.slice(path.lastIndexOf('/') + 1, -'.ts'.length);
      if (!SAME.has(name)) folders.set(name, [...(folders.get(name) ?? []), path]);
    }
    const twice = [...folders.values()]
      .filter((paths) => paths.length > 1)
      .map((paths) => paths.join(' and '));
    Repository.expectOnly(twice);
  });

  test('no room has more than forty files side by side', () => {
    const counts: Record<string, number> = {};
    for (const { path } of code) {
      const folder = path.slice(0, path.lastIndexOf('/'));
      counts[folder] = (counts[folder] ?? 0) + 1;
    }
    const crowded = Object.entries(counts).filter(([, count]) => count > 40);
    expect(crowded).toEqual([]);
  });
});
