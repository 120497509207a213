import type { Engine } from './StudyDoor.js';

/** An InputError about a place outside any scenario file: an option, a folder, a server. */
export function of(
  engine: Pick<Engine, 'InputError'>,
  path: string,
  found: string,
  expected: string,
  remedy: string,
): Error {
  const issue = { file: 'command line', path, line: 1, column: 1, found, expected, remedy };
  return new engine.InputError([issue]);
}
