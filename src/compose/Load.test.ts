import { describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import { InvariantError } from '../base/assert.js';
import { InputError, type Issue, OpeningError, opening } from '../format/InputError.js';
import * as Load from './Load.js';

const TEXT = `preset: primer-world
title: x
about: y
start: 2025-01-01T00:00:00Z
end: 2025-01-01T00:05:00Z
populations:
  noise: { preset: noise }
`;

function refused(open: () => void): { issue: Issue; cause: unknown } {
  const loaded = Load.load(Worlds.library({ written: TEXT }), 'written', { sets: [], withs: [] });
  try {
    Load.openWith(loaded, open);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const { issues, cause } = error as InputError;
    expect(issues).toHaveLength(1);
    return { issue: issues[0]!, cause: (cause as OpeningError).cause };
  }
  throw new Error('nothing was refused');
}

describe('what breaks while a world is opened is a mistake of its author, with the nearest path', () => {
  const broken = new InvariantError('LEDGER-1', 'a balance of 1e16');

  test.each([
    [
      'a step inside a section',
      () => opening('populations.noise', () => fail(broken)),
      'populations.noise',
      7,
    ],
    [
      'the innermost step',
      () => opening('venues', () => opening('populations', () => fail(broken))),
      'populations',
      7,
    ],
    [
      'a path that the file does not state',
      () => opening('issuers.x.supply', () => fail(broken)),
      'issuers.x.supply',
      1,
    ],
    ['no step', () => fail(broken), '', 1],
  ])('%s', (_, open, path, line) => {
    const { issue, cause } = refused(open);
    expect(issue).toMatchObject({ file: 'scenarios/primer/written.yaml', path, line });
    expect(issue.found).toContain('LEDGER-1: a balance of 1e16');
    expect(issue.remedy.length).toBeGreaterThan(3);
    expect(cause).toBe(broken);
  });

  test('any error of the host too: a column that is too long is a size somebody wrote', () => {
    const { issue } = refused(() => opening('venues', () => new Float64Array(-1)));
    expect(issue.path).toBe('venues');
    expect(issue.found).toMatch(/Invalid typed array length/);
  });

  test('a refusal with words of its own keeps them', () => {
    const { issue } = refused(() =>
      opening('venues', () => fail(new OpeningError('populations.noise', 'a', 'b', 'c'))),
    );
    expect(issue).toMatchObject({
      path: 'populations.noise',
      line: 7,
      found: 'a',
      expected: 'b',
      remedy: 'c',
    });
  });
});

function fail(error: Error): never {
  throw error;
}
