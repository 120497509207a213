import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect } from 'vitest';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SKIPPED = new Set(['node_modules', 'dist', 'out', 'coverage', '.git']);

/** Every file of the repository, as paths from its root, in a fixed order. */
export function files(): string[] {
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) walk(path);
      } else if (entry.isFile()) found.push(path);
    }
  };
  walk('');
  return found.sort();
}

export function text(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** One TypeScript file and what the checks need of it. */
export interface Module {
  readonly path: string;
  readonly source: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** `from` is a path from the root for the repository's own files, a package's name otherwise. */
export interface Import {
  readonly from: string;
  readonly own: boolean;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** Imported names; '*' for a namespace. */
  readonly names: readonly string[];
  /** What the namespace is called here. */
  readonly alias: string | undefined;
}

export function isTest(path: string): boolean {
  return /\.(test|fuzz)\.ts$/.test(path);
}

/** The TypeScript files below some folders, parsed. */
export function modules(folders: readonly string[]): Module[] {
  return files()
    .filter((path) => path.endsWith('.ts') && folders.some((folder) => path.startsWith(`${folder}/`)))
    .map((path) => {
      const source = ts.createSourceFile(path, text(path), ts.ScriptTarget.ES2022, true);
      return { path, source, imports: importsOf(path, source) };
    });
}

function importsOf(path: string, source: ts.SourceFile): Import[] {
  const found: Import[] = [];
  for (const node of source.statements) {
    const isLink = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    if (!isLink || !node.moduleSpecifier || !ts.isStringLiteral(node.moduleSpecifier)) continue;
    const specifier = node.moduleSpecifier.text;
    const own = specifier.startsWith('.');
    const from = own ? posix.join(dirname(path), specifier).replace(/\.js$/, '.ts') : specifier;
    found.push({ from, own, ...namesOf(node) });
  }
  return [...found, ...lateImports(path, source)];
}

/** Modules that are loaded when they are needed: `await import('./Name.js')`. */
function lateImports(path: string, source: ts.SourceFile): Import[] {
  return [...source.text.matchAll(/\bimport\('(\.[^']+)\.js'\)/g)].map(([, specifier]) => ({
    from: posix.join(dirname(path), `${specifier}.ts`),
    own: true,
    typeOnly: false,
    names: ['*'],
    alias: undefined,
  }));
}

function namesOf(node: ts.ImportDeclaration | ts.ExportDeclaration): Omit<Import, 'from' | 'own'> {
  if (ts.isExportDeclaration(node)) {
    const clause = node.exportClause;
    const elements = clause && ts.isNamedExports(clause) ? [...clause.elements] : [];
    const names = elements.map((one) => (one.propertyName ?? one.name).text);
    return { typeOnly: node.isTypeOnly, names: names.length > 0 ? names : ['*'], alias: undefined };
  }
  const clause = node.importClause;
  const bindings = clause?.namedBindings;
  const whole = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  if (bindings && ts.isNamespaceImport(bindings))
    return { typeOnly: whole, names: ['*'], alias: bindings.name.text };
  const elements = bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
  return {
    typeOnly: whole || (elements.length > 0 && elements.every((one) => one.isTypeOnly)),
    names: elements.map((one) => (one.propertyName ?? one.name).text),
    alias: undefined,
  };
}

/** Calls `visit` for every node below one. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** "path:line" of a node. */
export function at(module: Module, node: ts.Node): string {
  const { line } = module.source.getLineAndCharacterOfPosition(node.getStart(module.source));
  return `${module.path}:${line + 1}`;
}

/** Number of lines a node spans. */
export function lines(module: Module, node: ts.Node): number {
  const from = module.source.getLineAndCharacterOfPosition(node.getStart(module.source)).line;
  return module.source.getLineAndCharacterOfPosition(node.end).line - from + 1;
}

/** Names a module exports by declaration. */
export function exportsOf(module: Module): string[] {
  const found: string[] = [];
  for (const node of module.source.statements) {
    const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
    if (!modifiers.some((one) => one.kind === ts.SyntaxKind.ExportKeyword)) continue;
    if (ts.isVariableStatement(node))
      for (const one of node.declarationList.declarations) found.push(one.name.getText(module.source));
    else if ('name' in node && node.name) found.push((node.name as ts.Identifier).text);
  }
  return found;
}

/** Fails with every finding that is not excepted, and with every exception that excepts nothing. */
export function expectOnly(
  findings: readonly string[],
  exceptions: Readonly<Record<string, string>> = {},
): void {
  const keys = Object.keys(exceptions);
  const excess = findings.filter((finding) => !keys.some((key) => finding.includes(key)));
  const stale = keys.filter((key) => !findings.some((finding) => finding.includes(key)));
  expect({ excess, stale }).toEqual({ excess: [], stale: [] });
}
