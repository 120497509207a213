import { describe, expect, test } from 'vitest';
import * as Repository from './cast/Repository.js';

/* What the package promises to those who install it; `npm run package-check` looks at the packed tarball itself. */
interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(Repository.text('package.json')) as Manifest;
const known = new Set(Repository.files());
const { dependencies, devDependencies, optionalDependencies } = manifest;
const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });

/** Every file that the map of exports leads to. */
function targets(node: unknown): string[] {
  return typeof node === 'string' ? [node] : Object.values(node as object).flatMap(targets);
}

describe('package.json', () => {
  test('exports what the build makes of the sources, types first', () => {
    const built = targets(manifest.exports).filter((path) => path.startsWith('./dist/'));
    const sources = built.map((path) => path.replace('./dist/', 'src/').replace(/(\.d\.ts|\.js)$/, '.ts'));
    expect(sources.filter((path) => !known.has(path))).toEqual([]);
    const json = JSON.stringify(manifest.exports);
    const modules = built.filter((path) => path.endsWith('.js'));
    expect(json.match(/"types":"\.\/dist\/(\w+)\.d\.ts","default":"\.\/dist\/\1\.js"/g)).toHaveLength(
      modules.length,
    );
    expect(modules.length).toBeGreaterThan(3);
  });

  test('packs folders that exist', () => {
    const folders = new Set([...known].map((path) => path.split('/')[0]!));
    expect(manifest.files.filter((path) => !/^(dist$|!)/.test(path) && !folders.has(path))).toEqual([]);
  });

  test('pins every dependency, and each has its reason', () => {
    expect(
      versions.filter(([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
    ).toEqual([]);
    const reasons = Repository.text('docs/decisions/0005-dependencies.md');
    const silent = versions.filter(
      ([name]) => !name.startsWith('@types/') && !reasons.includes(`\`${name}\``),
    );
    expect(silent).toEqual([]);
  });
});
