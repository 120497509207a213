import { InputError } from '../../format/InputError.js';
import * as Source from '../../format/Source.js';
import * as YamlTree from '../../format/YamlTree.js';
import * as Asked from '../Asked.js';
import * as Clearinghouse from './Clearinghouse.js';
import * as LineTable from './LineTable.js';
import * as Trees from './Trees.js';

/** A question with the places where it was written. */
export interface Question {
  readonly asked: Asked.Asked;
  readonly source: Source.Source;
}

/** What a person hands over: a file's text, and keys beside it. */
export interface Given {
  readonly file?: { readonly name: string; readonly text: string } | undefined;
  /** Values by key, as flags state them. */
  readonly flags: Readonly<Record<string, string>>;
}

/** Reads one question from a file and flags; flags stand above the file. Throws InputError with every mistake. */
export function read({ file, flags }: Given): Question {
  const { id, ...rest } = flags;
  const all = file === undefined ? [] : questions(file.name, file.text);
  const below = all.length === 0 ? undefined : choose(all, id, file!.name);
  const above = Trees.flat(
    Object.entries(all.length > 1 ? rest : flags).map(([key, value]) => [key, value, placeOf(key)]),
    placeOf(''),
  );
  const root = below === undefined ? above : YamlTree.merge(below, above);
  const source = { file: file?.name ?? COMMAND_LINE, root };
  return { asked: Source.validate(source, Asked.Schema), source };
}

const COMMAND_LINE = 'command line';

function placeOf(key: string): YamlTree.Place {
  return { file: key === '' ? COMMAND_LINE : `${COMMAND_LINE} --${key}`, line: 1, column: 1 };
}

function questions(name: string, text: string): YamlTree.Node[] {
  if (name.endsWith('.csv')) return LineTable.read(name, text);
  const source = Source.parse(name, text);
  if (!Clearinghouse.is(source.root))
    return source.root.kind === 'list' ? [...source.root.items] : [source.root];
  const found = Clearinghouse.read(source);
  if (found.length === 0)
    throw refusal(
      { file: name, line: 1, column: 1 },
      'no open position',
      'an account with one',
      'ask about another account',
    );
  return found;
}

/** One of several questions, by its id. */
function choose(all: readonly YamlTree.Node[], id: string | undefined, file: string): YamlTree.Node {
  if (all.length === 1) return all[0]!;
  const ids = all.map((one, i) => YamlTree.textAt(one, 'id') ?? String(i + 1));
  const at = id === undefined ? -1 : ids.indexOf(id);
  if (at >= 0) return all[at]!;
  const found = id === undefined ? `${all.length} positions` : `no position "${id}"`;
  throw refusal(
    { file, line: 1, column: 1 },
    found,
    'one position',
    `add --id with one of ${ids.join(', ')}`,
  );
}

function refusal(place: YamlTree.Place, found: string, expected: string, remedy: string): InputError {
  return new InputError([{ ...place, path: '', found, expected, remedy }]);
}
