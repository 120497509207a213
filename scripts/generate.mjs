// What the build makes of other files: the version before compiling, the bundle of scenario texts after it.
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const FOLDERS = ['history', 'primer', 'presets', 'interventions', 'studies'];
const VERSION = 'src/door/EngineVersion.ts';

if (process.argv[2] === 'version') {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const text = `/** Written by scripts/generate.mjs from package.json. */\nexport const VERSION = '${version}';\n`;
  if (!existsSync(VERSION) || readFileSync(VERSION, 'utf8') !== text) writeFileSync(VERSION, text);
} else {
  const bundle = Object.fromEntries(FOLDERS.map((folder) => [folder, texts(`scenarios/${folder}`)]));
  writeFileSync('dist/scenarios.js', `export const SCENARIOS = ${JSON.stringify(bundle, null, 1)};\n`);
  copyFileSync('src/scenarios.d.ts', 'dist/scenarios.d.ts');
}

function texts(folder) {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(
    names.sort().map((name) => [name.slice(0, -'.yaml'.length), readFileSync(`${folder}/${name}`, 'utf8')]),
  );
}
