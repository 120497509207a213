import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Inside the package, so that Node finds its dependencies. */
const CACHE = join(ROOT, 'node_modules', '.cache');

/**
 * Runs a piece of JavaScript in a Node process of its own, with src/ and test/cast/Worlds.ts compiled beside it
 * (`./src/...js`, `./test/cast/Worlds.js`). Returns what it printed.
 */
export function run(script: string): string {
  mkdirSync(CACHE, { recursive: true });
  const dir = mkdtempSync(join(CACHE, 'fresh-'));
  try {
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
    for (const file of files)
      if (file.endsWith('.ts') && !/\.(test|fuzz)\.ts$/.test(file)) compile(dir, join('src', file));
    compile(dir, join('test', 'cast', 'Worlds.ts'));
    symlinkSync(join(ROOT, 'scenarios'), join(dir, 'scenarios'));
    writeFileSync(join(dir, 'main.mjs'), script);
    return execFileSync(process.execPath, [join(dir, 'main.mjs')], { encoding: 'utf8' });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Type-free JavaScript of one file, at the same place below `dir`. */
function compile(dir: string, file: string): void {
  const to = join(dir, file.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(to), { recursive: true });
  const compilerOptions = {
    module: ModuleKind.ESNext,
    target: ScriptTarget.ES2022,
    verbatimModuleSyntax: true,
  };
  writeFileSync(to, transpileModule(readFileSync(join(ROOT, file), 'utf8'), { compilerOptions }).outputText);
}
