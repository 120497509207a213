// The same three short runs on any engine of JavaScript: this file and all it needs load in Node, in a worker and in a page.

/** Margin accounts; the first news on few books of every venue; lending with liquidators. */
export const RUNS = [
  ['unified-margin-call'],
  ['oct-2025-lite', 'start=2025-10-10T20:23:00Z', 'end=2025-10-10T20:28:00Z', 'universe.alts=2'],
  ['lending-liquidation'],
];

/** Digest of all events, of the outcome with every journal line, and the count of events of each run. */
export function digests(Engine, texts) {
  return RUNS.map(([name, ...sets]) => {
    const world = Engine.build(Engine.load(libraryOf(texts), name, { sets, withs: [] }), 1);
    while (!Engine.advance(world, Number.POSITIVE_INFINITY, 1e6)) Engine.drainJournal(world);
    Engine.drainJournal(world);
    const { digest, outcomeDigest, events } = Engine.summary(world);
    return { name, digest, outcomeDigest, events };
  });
}

/** Scenario files by "folder/name", as a library. */
function libraryOf(texts) {
  return {
    read: (folder, name) => texts[`${folder}/${name}`],
    names: (folder) =>
      Object.keys(texts)
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1)),
  };
}
