import * as Mistake from './Mistake.js';
import type { Engine } from './StudyDoor.js';

/** Loads an optional package at first use. Throws InputError where it is not installed. */
export async function load<T>(engine: Engine, name: string, from: () => Promise<T>): Promise<T> {
  try {
    return await from();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw Mistake.of(engine, '', `no package ${name}`, 'it installed', `npm install ${name}`);
  }
}
