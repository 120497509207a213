import { expect, it } from 'vitest';
import { z } from 'zod';
import * as Journal from '../messages/Journal.js';
import { FIELDS } from '../messages/JournalFields.js';
import { JournalSchema } from './JournalSchema.js';

it('is the published JSON schema; `npx vitest run src/observe/JournalSchema.test.ts -u` writes it anew', async () => {
  const exported = z.toJSONSchema(JournalSchema, { io: 'input' });
  await expect(`${JSON.stringify(exported, null, 2)}\n`).toMatchFileSnapshot(
    '../../schema/journal.schema.json',
  );
});

it('knows one kind a line of the table, and refuses a field that a kind does not have', () => {
  const head = { id: 2, cause: 1, atUs: 1_500_000, at: '2025-10-10T20:50:01.500Z' };
  const halt = { ...head, kind: 'chain-halt', chain: 'terra', height: 7 };
  expect(JournalSchema.safeParse(halt).success).toBe(true);
  expect(JournalSchema.safeParse({ ...halt, kind: 'chain-stop' }).success).toBe(false);
  expect(JournalSchema.safeParse({ ...halt, usd: 1 }).success).toBe(false);
  expect(JournalSchema.safeParse({ ...halt, height: 'seven' }).success).toBe(false);
  const { height: _, ...less } = halt;
  expect(JournalSchema.safeParse(less).success).toBe(false);
});

it('has no field that no kind uses, and every kind in the tree that names no category hands on another', () => {
  const used = Journal.NAMES.flatMap((kind) => [
    ...Journal.entry(kind).has,
    ...(Journal.entry(kind).may ?? []),
  ]);
  expect(Object.keys(FIELDS).filter((name) => !(used as string[]).includes(name))).toEqual([]);
  const roots = Journal.NAMES.filter((kind) => ['root', 'outside'].includes(Journal.entry(kind).role ?? ''));
  for (const kind of roots) expect([kind, Journal.entry(kind).category]).not.toEqual([kind, undefined]);
});
