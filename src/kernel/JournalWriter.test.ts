import { expect, test } from 'vitest';
import * as Time from '../units/Time.js';
import * as JournalWriter from './JournalWriter.js';

test('every row states its own time, whatever was written before it', () => {
  const starts = [0, 1_760_104_800_000];
  const journals = starts.map((startMs) => JournalWriter.create<{ tick: object }>(startMs));
  const instants = [0, 0, 1_500_000, 1_500_000, 0, 86_400_000_000];
  for (const atUs of instants)
    for (const journal of journals) JournalWriter.record(journal, atUs, 'tick', 0, {});
  journals.forEach((journal, at) => {
    const stated = JournalWriter.drain(journal).map((line) => (JSON.parse(line) as { at: string }).at);
    expect(stated).toEqual(instants.map((atUs) => Time.iso(starts[at]!, atUs)));
  });
});
