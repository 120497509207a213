import type { Changes } from './StudyDoor.js';

/** The arguments of the run with this seed and these changes. */
export function run(name: string, seed: number, changes: Changes): string[] {
  return ['run', name, '--seed', String(seed), ...options(changes)];
}

/** The arguments of the study of these seeds. */
export function study(name: string, from: number, to: number, changes: Changes): string[] {
  return ['study', name, '--seeds', `${from}..${to}`, ...options(changes)];
}

/** As typed into a shell. */
export function text(words: readonly string[]): string {
  return `unwind ${words.map(quote).join(' ')}`;
}

function options({ withs, sets }: Changes): string[] {
  return [...withs.flatMap((one) => ['--with', one]), ...sets.flatMap((one) => ['--set', one])];
}

function quote(word: string): string {
  return /^[\w./=@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
