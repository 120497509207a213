import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as Repository from './Repository.js';

const OPTIONS = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022, verbatimModuleSyntax: true };
let known: string | undefined;
/** Inside the package, so that Node finds its dependencies. */
const CACHE = join(Repository.ROOT, 'node_modules', '.cache', 'unwind-built');

/** The command as JavaScript of the sources as they are now, made once for one state of them. Returns its main file. */
export function main(): string {
  known ??= made();
  return known;
}

function made(): string {
  const files = Repository.files().filter((path) => /^src\/.*\.ts$/.test(path) && !Repository.isTest(path));
  const texts = files.map((path) => [path, Repository.text(path)] as const);
  const hash = createHash('sha256');
  for (const [path, text] of texts) hash.update(`${path}\0${text}\0`);
  const dir = join(CACHE, hash.digest('hex').slice(0, 16));
  if (!existsSync(dir)) {
    rmSync(CACHE, { recursive: true, force: true });
    build(dir, texts);
  }
  return join(dir, 'dist', 'cli', 'main.js');
}

function build(dir: string, texts: readonly (readonly [path: string, text: string])[]): void {
  mkdirSync(CACHE, { recursive: true });
  const beside = mkdtempSync(join(CACHE, 'new-'));
  for (const [path, text] of texts) {
    const to = join(beside, path.replace(/^src/, 'dist').replace(/\.ts$/, '.js'));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, transpileModule(text, { compilerOptions: OPTIONS }).outputText);
  }
  symlinkSync(join(Repository.ROOT, 'scenarios'), join(beside, 'scenarios'));
  writeFileSync(join(beside, 'package.json'), readFileSync(join(Repository.ROOT, 'package.json')));
  renameSync(beside, dir);
}
