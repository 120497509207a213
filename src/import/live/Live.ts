import { InputError } from '../../format/InputError.js';
import * as CcxtLive from './CcxtLive.js';
import * as HyperliquidLive from './HyperliquidLive.js';
import { type Answer, type Asked, Failure } from './LiveSource.js';

const SOURCES = [HyperliquidLive.source, CcxtLive.source];

/** Lines of the help: which kinds can be read from where. */
export function about(): string[] {
  return SOURCES.map(({ kinds, about: what }) => `  ${kinds.join(', ')}: ${what}`);
}

/** The answer that a file of this kind would hold. Throws InputError. */
export async function read(asked: Asked): Promise<Answer> {
  const source = SOURCES.find(({ kinds }) => kinds.includes(asked.kind));
  const known = SOURCES.flatMap(({ kinds }) => kinds).join(', ');
  if (source === undefined)
    throw refuse(`the kind "${asked.kind}"`, `a kind that can be read: ${known}`, 'import a file');
  try {
    return await source.fetch(asked);
  } catch (error) {
    if (error instanceof Failure) throw refuse(error.found, error.expected, error.remedy);
    throw error;
  }
}

function refuse(found: string, expected: string, remedy: string): InputError {
  const place = { file: 'command line', path: '--live', line: 1, column: 1 };
  return new InputError([{ ...place, found, expected, remedy }]);
}
