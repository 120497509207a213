import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as Repository from './cast/Repository.js';

const { expectOnly } = Repository;

/*
 * The repository's own rules as tests. An exception needs a line in one of the lists below, with its reason; a line
 * that no longer excepts anything fails too, so the lists only shrink.
 */
const all = Repository.modules(['src', 'test', 'bench']);
const src = all.filter(({ path }) => path.startsWith('src/'));
const code = src.filter(({ path }) => !Repository.isTest(path));
const known = new Set(Repository.files());

/** Rooms around the engine: they may use Node, and the engine knows nothing of them. */
const OUTSIDE = ['cli', 'study', 'import', 'protocol', 'node.ts', 'browser.ts', 'formulas.ts'];

/** First folder below src, or the file's name for src/index.ts. */
function layerOf(path: string): string {
  return path.split('/')[1]!;
}

describe('layers', () => {
  /** What a folder may import besides itself; after "type" only types, a path instead of a folder means that file alone. */
  const BELOW_ACTORS = ['base', 'units', 'messages', 'kernel', 'ledger', 'mechanisms', 'state'];
  const MAY: Readonly<Record<string, readonly string[]>> = {
    base: [],
    units: ['base'],
    messages: ['base', 'units'],
    kernel: ['base', 'units/Time.ts'],
    ledger: ['base', 'units'],
    mechanisms: ['base', 'units', 'type messages', 'type ledger'],
    state: ['base', 'units', 'messages', 'ledger', 'type kernel', 'type mechanisms', 'type chain'],
    exchange: [
      'base',
      'units',
      'messages',
      'kernel',
      'ledger',
      'mechanisms',
      'state',
      'format',
      'opening',
      'type compose',
    ],
    format: ['base', 'units'],
    opening: [...BELOW_ACTORS, 'format', 'type compose', 'type populations'],
    chain: [...BELOW_ACTORS, 'exchange', 'format', 'opening', 'type compose'],
    populations: [...BELOW_ACTORS, 'exchange', 'chain', 'format', 'opening', 'type compose', 'type terra'],
    terra: [
      ...BELOW_ACTORS,
      'exchange',
      'chain',
      'format',
      'opening',
      'populations',
      'type observe',
      'type plugs',
    ],
    plugs: ['terra', 'type observe', 'type messages', 'type opening', 'type populations', 'type state'],
    compose: [...BELOW_ACTORS, 'exchange', 'chain', 'format', 'opening', 'populations', 'plugs'],
    run: [...BELOW_ACTORS, 'exchange', 'chain', 'populations', 'plugs', 'observe'],
    observe: ['base', 'units', 'messages', 'type kernel', 'type state', 'type chain', 'type exchange'],
    analysis: ['base', 'messages', 'report', 'format/Nearest.ts', 'type observe'],
    report: ['base', 'messages', 'analysis', 'type observe'],
    position: [
      'base',
      'units',
      'format',
      'mechanisms',
      'report',
      'analysis',
      'exchange/venue/Books.ts',
      'type chain',
      'type compose',
      'type state',
    ],
    door: ['index.ts'],
    'formulas.ts': ['base', 'format', 'position', 'door/EngineVersion.ts'],
    'node.ts': ['index.ts', 'door', 'cli/Files.ts'],
    'browser.ts': ['index.ts', 'door', 'scenarios.ts'],
    'scenarios.d.ts': [],
    study: ['index.ts'],
    import: ['format'],
    protocol: ['index.ts', 'format', 'report'],
    cli: ['index.ts', 'formulas.ts', 'study', 'import', 'protocol'],
  };
  /** Families that may look at another one. */
  const FAMILIES: Readonly<Record<string, readonly string[]>> = { liquidation: ['margin', 'book'] };
  /** To go: what a room knows of another that should plug into it. */
  const PLUGS = 'becomes a registry line';
  const PROBE = 'the composition root attaches the probes to a world';
  const EXCEPTIONS: Readonly<Record<string, string>> = {
    'src/browser.ts imports src/scenarios.ts': 'the build writes the module, src holds its types',
    'src/observe/Recorder.ts imports src/mechanisms/book/Ladder.ts': 'depth is read off the book itself',
    'src/observe/WatchedBooks.ts imports src/mechanisms/book/Ladder.ts':
      'spread and depth are read off the book itself',
    'src/compose/Build.ts imports src/observe/Recorder.ts': PROBE,
    'src/compose/Build.ts imports types of src/observe/Roster.ts': PROBE,
    'src/compose/PlantedRoster.ts imports types of src/observe/Own.ts': PROBE,
    'src/compose/Build.ts imports types of src/run/World.ts': 'a world is what it makes',
    'src/door/Types.ts imports types of': 'names the types that the functions of the door take and give',
    'imports src/terra/': PLUGS,
    'imports types of src/analysis/': PLUGS,
    'src/chain/issuer/delta-neutral/DeltaNeutralOpening.ts imports src/populations/': PLUGS,
  };

  function mayImport(from: string, to: string, typeOnly: boolean): boolean {
    const layer = layerOf(from);
    if (layer === 'index.ts') return !OUTSIDE.includes(layerOf(to));
    if (layer === layerOf(to)) return layer !== 'mechanisms' || sameFamily(from, to);
    return (MAY[layer] ?? []).some((rule) => {
      const target = rule.replace('type ', '');
      const isThere = target.includes('.') ? to === `src/${target}` : layerOf(to) === target;
      return isThere && (typeOnly || !rule.startsWith('type '));
    });
  }

  function sameFamily(from: string, to: string): boolean {
    const [mine, other] = [from.split('/')[2]!, to.split('/')[2]!];
    return mine === other || (FAMILIES[mine] ?? []).includes(other);
  }

  test('every folder is in the table', () => {
    expect([...new Set(code.map(({ path }) => layerOf(path)))].sort()).toEqual(
      [...Object.keys(MAY), 'index.ts'].sort(),
    );
  });

  test('a file imports only what its folder may see, by a path that exists', () => {
    const findings = code.flatMap(({ path, imports }) =>
      imports
        .filter((one) => one.own && !(known.has(one.from) && mayImport(path, one.from, one.typeOnly)))
        .map((one) => `${path} imports ${one.typeOnly ? 'types of ' : ''}${one.from}`),
    );
    expectOnly(findings, EXCEPTIONS);
  });

  test('Node is imported by the command line and by studies alone', () => {
    const findings = code.flatMap(({ path, imports }) =>
      imports
        .filter((one) => one.from.startsWith('node:') && !OUTSIDE.includes(layerOf(path)))
        .map((one) => `${path} imports ${one.from}`),
    );
    expectOnly(findings);
  });
});

describe('banned identifiers', () => {
  /** What to write instead. */
  const ANYWHERE: Readonly<Record<string, string>> = {
    Date: 'the kernel’s clock, or units/Time',
    performance: 'nothing: the engine has no wall clock',
    setTimeout: 'Kernel.schedule',
    setInterval: 'Kernel.schedule',
    setImmediate: 'Kernel.schedule',
    queueMicrotask: 'Kernel.schedule',
    Promise: 'synchronous code',
    localeCompare: '< and >: collation differs between engines',
    toLocaleString: 'text of our own: locales differ between machines',
    Intl: 'text of our own: locales differ between machines',
  };
  /** Folders whose numbers become state. */
  const STATE =
    'base units messages kernel ledger mechanisms state exchange chain terra opening plugs populations run'.split(
      ' ',
    );
  /** Members of Math that every engine rounds alike. */
  const EXACT = new Set('sqrt abs min max floor ceil round trunc imul clz32 sign fround'.split(' '));

  const isState = (path: string) =>
    STATE.includes(layerOf(path)) ||
    (path.startsWith('src/compose/') && !/\/(Check|Totals|Generated|Scenario|Load)/.test(path));
  const engine = code.filter(({ path }) => !OUTSIDE.includes(layerOf(path)));

  test('clock, timers, promises and locales stay outside the engine', () => {
    const findings: string[] = [];
    for (const module of engine) {
      Repository.walk(module.source, (node) => {
        if (ts.isIdentifier(node) && Object.hasOwn(ANYWHERE, node.text) && isFree(node))
          findings.push(`${Repository.at(module, node)} ${node.text}: use ${ANYWHERE[node.text]}`);
        if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node))
          findings.push(`${Repository.at(module, node)} async: use synchronous code`);
      });
    }
    expectOnly(findings);
  });

  test('randomness and inexact mathematics come from base', () => {
    const findings: string[] = [];
    for (const module of engine) {
      Repository.walk(module.source, (node) => {
        if (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'Math') {
          const { text } = node.name;
          if (text === 'random')
            findings.push(`${Repository.at(module, node)} Math.random: use base/Streams`);
          else if (isState(module.path) && !EXACT.has(text))
            findings.push(`${Repository.at(module, node)} Math.${text}: use base/Real`);
        }
        const isPower = ts.isBinaryExpression(node) && isAsterisks(node) && node.left.getText() !== '2';
        if (isPower && isState(module.path))
          findings.push(`${Repository.at(module, node)} **: use base/Real.pow, or a literal`);
      });
    }
    expectOnly(findings, { 'src/base/Real.ts': 'its constants are doubles that the language fixes' });
  });

  test('classes are errors, and exact integers stay out of the hot paths', () => {
    const findings: string[] = [];
    for (const module of engine) {
      Repository.walk(module.source, (node) => {
        const isError = (one: ts.ClassLikeDeclaration) =>
          one.heritageClauses?.[0]?.getText() === 'extends Error';
        if (ts.isClassLike(node) && !isError(node))
          findings.push(`${Repository.at(module, node)} class: use plain data and functions`);
        if (ts.isBigIntLiteral(node) || (ts.isIdentifier(node) && node.text === 'BigInt'))
          findings.push(`${Repository.at(module, node)} BigInt: use base/Integer`);
      });
    }
    expectOnly(findings, {
      'src/base/Integer.ts': 'the wide path of mulDiv, for products past 2^53',
      'src/ledger/Auditor.ts': 'naive on purpose, and never in a run’s path',
      'src/mechanisms/amm/': 'a pool’s curve to the contract’s last digit; swaps are rare',
      'src/mechanisms/issuer/VaultMath.ts':
        'the vault’s shares to the contract’s last digit; deposits are rare',
      'src/terra/rules/TerraMarketDecimal.ts': 'sdk.Dec of the chain, called per swap and per block',
      'src/mechanisms/lending/morpho-blue/Wad.ts':
        'wads of the contract; used per block and per call, not per order',
      'src/mechanisms/lending/aave-v3/Ray.ts':
        'rays of the contract; used per block and per call, not per order',
    });
  });

  /** Powers of two are exact in every engine; other powers are not. */
  function isAsterisks(node: ts.BinaryExpression): boolean {
    return node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken;
  }

  /** Not a property of something else, as in `View.Date`. */
  function isFree(node: ts.Identifier): boolean {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node)
      return node.text.startsWith('toLocale') || node.text === 'localeCompare';
    return !(ts.isPropertySignature(parent) || ts.isPropertyAssignment(parent));
  }
});

describe('mechanisms', () => {
  const mechanisms = code.filter(({ path }) => /^src\/(mechanisms|terra\/rules)\//.test(path));
  const FIELDS = ['Models', 'Source', 'Units', 'Simplified', 'Invariants'];

  test('every file says what it models, from where, in which units, what is left out, and its invariants', () => {
    const findings = mechanisms.flatMap(({ path, source }) => {
      const text = source.text;
      const header = /^(?:import[^;]+;\s*)*\/\*\*[\s\S]*?\*\//.exec(text)?.[0] ?? '';
      return FIELDS.filter((field) => !new RegExp(`^ \\* ${field}:\\s+\\S`, 'm').test(header)).map(
        (field) => `${path} has no "${field}:" in its header`,
      );
    });
    expectOnly(findings);
  });
});

describe('size', () => {
  const FILE = 300;
  const FUNCTION = 60;

  test(`files stay under ${FILE} lines`, () => {
    const findings = all
      .map(({ path, source }) => ({ path, count: source.text.split('\n').length - 1 }))
      .filter(({ count }) => count > FILE)
      .map(({ path, count }) => `${path}: ${count} lines`);
    expectOnly(findings);
  });

  test(`functions stay under ${FUNCTION} lines`, () => {
    const findings: string[] = [];
    for (const module of code) {
      Repository.walk(module.source, (node) => {
        if (!ts.isFunctionLike(node) || !('body' in node)) return;
        const count = Repository.lines(module, node);
        if (count > FUNCTION) findings.push(`${Repository.at(module, node)}: ${count} lines`);
      });
    }
    expectOnly(findings);
  });
});
