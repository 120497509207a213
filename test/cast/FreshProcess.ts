import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Inside the package, so that Node finds its dependencies. */
const CACHE = join(ROOT, 'node_modules', '.cache');

const OPTIONS = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022, verbatimModuleSyntax: true };

/**
 * Runs a piece of JavaScript in a Node process of its own, with test/cast/Worlds.ts and all it imports compiled
 * beside it (`./test/cast/Worlds.js`). Returns what it printed.
 */
export function run(script: string): string {
  mkdirSync(CACHE, { recursive: true });
  const dir = mkdtempSync(join(CACHE, 'fresh-'));
  try {
    compile(dir, 'test/cast/Worlds.ts', new Set());
    symlinkSync(join(ROOT, 'scenarios'), join(dir, 'scenarios'));
    writeFileSync(join(dir, 'main.mjs'), script);
    return execFileSync(process.execPath, [join(dir, 'main.mjs')], { encoding: 'utf8' });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Type-free JavaScript of one file and of all it imports, at the same places below `dir`. */
function compile(dir: string, file: string, done: Set<string>): void {
  if (done.has(file)) return;
  done.add(file);
  const to = join(dir, file.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(to), { recursive: true });
  const { outputText } = transpileModule(readFileSync(join(ROOT, file), 'utf8'), {
    compilerOptions: OPTIONS,
  });
  writeFileSync(to, outputText);
  for (const [, from] of outputText.matchAll(/ from '(\.[^']+)\.js'/g))
    compile(dir, posix.join(posix.dirname(file), `${from}.ts`), done);
}
