// Prints the digests of scripts/digests.mjs as this Node finds them: node scripts/digests-node.mjs <built index.js> [--worker]
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { digests } from './digests.mjs';

const SCENARIOS = fileURLToPath(new URL('../scenarios', import.meta.url));

/** The packaged scenario files by "folder/name". */
export function texts() {
  const folders = readdirSync(SCENARIOS);
  return Object.fromEntries(
    folders.flatMap((folder) =>
      readdirSync(join(SCENARIOS, folder)).map((file) => [
        `${folder}/${basename(file, '.yaml')}`,
        readFileSync(join(SCENARIOS, folder, file), 'utf8'),
      ]),
    ),
  );
}

async function found(index) {
  return digests(await import(pathToFileURL(index).href), texts());
}

const self = fileURLToPath(import.meta.url);
if (!isMainThread && workerData?.digestsOf) {
  parentPort.postMessage(await found(workerData.digestsOf));
} else if (isMainThread && process.argv[1] === self) {
  const [index, flag] = process.argv.slice(2);
  if (flag === '--worker') {
    const worker = new Worker(self, { workerData: { digestsOf: index } });
    worker.once('message', (list) => console.log(JSON.stringify(list)));
  } else console.log(JSON.stringify(await found(index)));
}
