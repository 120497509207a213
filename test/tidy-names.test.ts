import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as Library from '../src/format/Library.js';
import * as Repository from './cast/Repository.js';
import * as Worlds from './cast/Worlds.js';

const { expectOnly } = Repository;

/* What has a name must be used, tested and explained under it; a name that is a file is listed nowhere else. */
const all = Repository.modules(['src', 'test', 'bench']);
const code = all.filter(({ path }) => path.startsWith('src/') && !Repository.isTest(path));
const known = new Set(Repository.files());

/** Invariant ids as text in code: what can be thrown or reported. */
const asserted = idsIn(code);

function idsIn(modules: readonly Repository.Module[]): Set<string> {
  const found = new Set<string>();
  for (const { source } of modules)
    Repository.walk(source, (node) => {
      if (ts.isStringLiteralLike(node) && /^[A-Z]+-\d+$/.test(node.text)) found.add(node.text);
    });
  return found;
}

describe('invariants', () => {
  const mechanisms = code.filter(({ path }) => /^src\/(mechanisms|terra\/rules)\//.test(path));
  const tests = all.filter(({ path }) => !code.some((module) => module.path === path));
  const tested = tests.map(({ source }) => source.text).join('\n');
  const documented = known.has('docs/reference/invariants.md')
    ? Repository.text('docs/reference/invariants.md')
    : '';
  const ids = [...asserted].sort();

  test('every id is asserted in code, broken in a test, and explained in docs/reference/invariants.md', () => {
    const lacking = (text: string, where: string) =>
      ids.filter((id) => !new RegExp(`\\b${id}\\b`).test(text)).map((id) => `${id} is not in ${where}`);
    expectOnly([...lacking(tested, 'any test'), ...lacking(documented, 'docs/reference/invariants.md')]);
  });

  test('the ids in a header exist', () => {
    const findings = mechanisms.flatMap(({ path, source }) => {
      const line = /^ \* Invariants:([\s\S]*?)\*\//m.exec(source.text)?.[1] ?? '';
      return (line.match(/[A-Z]+-\d+/g) ?? [])
        .filter((id) => !asserted.has(id))
        .map((id) => `${path} names ${id}, which nothing asserts`);
    });
    expectOnly(findings);
  });

  test('docs/reference/invariants.md explains no id that nothing asserts', () => {
    const rows = documented.match(/^\| ([A-Z]+-\d+) \|/gm) ?? [];
    expectOnly(rows.map((row) => row.slice(2, -2)).filter((id) => !ids.includes(id)));
  });
});

describe('names', () => {
  const OWN = 'used in its own file alone: can lose the keyword';
  const CODE = 'one of a set of codes that belong together';
  const EXPORTED_IN_VAIN: Readonly<Record<string, string>> = {
    'src/populations/makers/Maker.ts exports inventory,': OWN,
    'src/mechanisms/margin/Unified.ts exports REDUCE_ONLY,': CODE,
    'src/messages/Outbox.ts exports FOK,': CODE,
  };

  /** What a package's user imports. */
  const ENTRIES = ['src/index.ts', 'src/node.ts', 'src/browser.ts', 'src/formulas.ts', 'src/scenarios.d.ts'];

  test('no export is without a user', () => {
    const used = new Map<string, Set<string>>();
    for (const module of all) {
      for (const one of module.imports) {
        if (!one.own) continue;
        const names = used.get(one.from) ?? new Set();
        used.set(one.from, names);
        for (const name of one.names) names.add(name);
        // A registry passes a file's names on whole: whoever iterates it uses them all.
        if (one.names[0] === '*' && one.alias === undefined) names.add('all');
        if (one.alias === undefined) continue;
        names.delete('*');
        for (const name of membersOf(module, one.alias)) names.add(name);
      }
    }
    const isUsed = ({ path }: Repository.Module, name: string) =>
      used.get(path)?.has(name) || used.get(path)?.has('all');
    const findings = code
      .filter(({ path }) => !ENTRIES.includes(path))
      .flatMap((module) =>
        Repository.exportsOf(module)
          .filter((name) => !isUsed(module, name) && !isTypeInUse(module, name))
          .map((name) => `${module.path} exports ${name}, which nobody imports`),
      );
    expectOnly(findings, EXPORTED_IN_VAIN);
  });

  /** A type that another declaration of its file mentions: part of a signature that somebody does import. */
  function isTypeInUse(module: Repository.Module, name: string): boolean {
    let isType = false;
    let mentions = 0;
    Repository.walk(module.source, (node) => {
      if ((ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) && node.name.text === name)
        isType = true;
      if (ts.isTypeReferenceNode(node) && node.typeName.getText() === name) mentions++;
    });
    return isType && mentions > 0;
  }

  /** Names used as `alias.name`, in expressions and in types; all of them when the namespace is passed on whole. */
  function membersOf(module: Repository.Module, alias: string): Set<string> {
    const names = new Set<string>();
    Repository.walk(module.source, (node) => {
      if (ts.isPropertyAccessExpression(node) && node.expression.getText() === alias)
        names.add(node.name.text);
      if (ts.isQualifiedName(node) && node.left.getText() === alias) names.add(node.right.text);
    });
    return names;
  }

  test('an agent’s kind is its file name in kebab case, and it is woken', () => {
    for (const { path, source } of code) {
      const kind = /^ {2}readonly kind: '([^']+)';$/m.exec(source.text)?.[1];
      if (!/^src\/(populations|terra\/people)\//.test(path) || kind === undefined) continue;
      const name = path.slice(path.lastIndexOf('/') + 1, -'.ts'.length);
      expect([path, kind]).toEqual([path, name.replace(/\B[A-Z]/g, '-$&').toLowerCase()]);
      const folder = path.slice(0, path.lastIndexOf('/'));
      const registry = `${folder}/${folder.startsWith('src/terra') ? 'Registry' : 'Kind'}.ts`;
      expect(Repository.text(registry)).toContain(`kind: '${kind}', wake: ${name}.wake`);
    }
  });
});

describe('what the repository does not say', () => {
  const texts = Repository.files().filter((path) =>
    /\.(ts|js|mjs|json|md|ya?ml|txt|css|html)$|^\.[a-z]+/.test(path),
  );

  test('no path of a machine and no host of a registry', () => {
    const home = ['home', 'root', 'work', 'Users', 'tmp', 'mnt', 'private'].join('|');
    const patterns = [
      new RegExp(`(^|[\\s"'\`(=:])/(${home})/[\\w.-]+`),
      /"resolved"\s*:/,
      /(registry|npm|artifactory|nexus|verdaccio)[\w.-]*\.(org|com|io|net|local|internal|dev)\b/i,
      /\b(localhost|127\.0\.0\.1|10\.\d+\.\d+\.\d+):\d+/,
    ];
    const findings = texts.flatMap((path) =>
      Repository.text(path)
        .split('\n')
        .flatMap((line, i) =>
          patterns.some((pattern) => pattern.test(line))
            ? [`${path}:${i + 1} ${line.trim().slice(0, 80)}`]
            : [],
        ),
    );
    expectOnly(findings);
  });
});

describe('scenario files', () => {
  const library = Worlds.library();

  test('no code lists interventions', () => {
    const names = library.names('interventions');
    const findings: string[] = [];
    for (const module of code)
      Repository.walk(module.source, (node) => {
        if (ts.isStringLiteralLike(node) && names.includes(node.text))
          findings.push(`${Repository.at(module, node)} names the intervention "${node.text}"`);
      });
    expectOnly(findings);
  });

  test('every preset has a source and a date, and a scenario that uses it', () => {
    const used = new Set<string>();
    for (const folder of ['history', 'primer', 'studies'] as const)
      for (const name of library.names(folder))
        for (const preset of Library.compose(library, name, { sets: [], withs: [] }).presets) {
          used.add(preset.name);
          expect([preset.name, preset.source.length > 10, preset.asOf]).toEqual([
            preset.name,
            true,
            expect.stringMatching(/^\d{4}-\d\d/),
          ]);
        }
    expectOnly(library.names('presets').filter((name) => !used.has(name)));
  });
});
