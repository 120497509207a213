import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import * as Journal from '../src/messages/Journal.js';
import * as Repository from './cast/Repository.js';

/*
 * A kind that is not in the table of kinds does not compile where it is written. Here the other direction: every kind
 * of the table is written somewhere, as the compiler knows it from the types of what is passed.
 */
const paths = Repository.files().filter(
  (path) => path.startsWith('src/') && path.endsWith('.ts') && !Repository.isTest(path),
);

/** Functions that write a row, and which argument names its kind; what is added to it. */
const WRITERS: Readonly<Record<string, readonly [argument: number, suffix: string]>> = {
  'JournalWriter.record': [2, ''],
  'Notes.record': [2, ''],
  'Notes.refuse': [2, '-refused'],
};

function literals(type: ts.Type): string[] {
  if (type.isUnion()) return type.types.flatMap(literals);
  return type.isStringLiteral() ? [type.value] : [];
}

function written(): Set<string> {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    skipLibCheck: true,
    types: [],
  };
  const program = ts.createProgram(
    paths.map((path) => join(Repository.ROOT, path)),
    options,
  );
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  for (const source of program.getSourceFiles()) {
    if (source.isDeclarationFile || !/Journal|Notes|reports\.push/.test(source.text)) continue;
    Repository.walk(source, (node) => {
      if (!ts.isCallExpression(node)) return;
      const callee = node.expression.getText();
      if (callee.endsWith('.reports.push')) {
        const kind = checker.getTypeAtLocation(node.arguments[0]!).getProperty('kind')!;
        for (const one of literals(checker.getTypeOfSymbolAtLocation(kind, node))) found.add(one);
      }
      const [argument, suffix] = WRITERS[callee] ?? [];
      if (argument === undefined || node.arguments[argument] === undefined) return;
      // What only passes a kind on (Notes, Desk) says nothing of its own.
      const one = node.arguments[argument];
      if (ts.isTemplateExpression(one) || one.getText() === 'report.kind') return;
      for (const name of literals(checker.getTypeAtLocation(one))) found.add(`${name}${suffix}`);
    });
  }
  return found;
}

test('the kinds that src writes are the kinds of the table', { timeout: 120_000 }, () => {
  const found = written();
  // Counted by issuers, never journaled.
  expect(found.delete('missed')).toBe(true);
  expect([...found].sort()).toEqual([...Journal.NAMES].sort());
});
