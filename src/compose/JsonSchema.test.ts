import { expect, test } from 'vitest';
import * as JsonSchema from '../format/JsonSchema.js';
import * as Library from '../format/Library.js';
import * as ReferencePage from '../format/ReferencePage.js';
import { Scenario } from './Scenario.js';

const TOP = {
  extends: {
    type: 'string',
    description: 'A scenario, by name or path, that states everything this file does not.',
  },
  $schema: { type: 'string' },
};
interface Json {
  readonly required: string[];
  readonly properties: Record<
    string,
    { readonly type: string; readonly description: string; readonly pattern: string }
  >;
  readonly items: Json;
}
const text = (json: unknown) => `${JSON.stringify(json, null, 1)}\n`;

test('the schemas of scenarios and interventions are current; `npm run schema` writes them anew', async () => {
  const scenario = text(JsonSchema.of(Scenario, 'A scenario of unwind', TOP));
  await expect(scenario).toMatchFileSnapshot('../../schema/scenario.schema.json');
  const intervention = text(JsonSchema.of(Library.INTERVENTION, 'An intervention of unwind'));
  await expect(intervention).toMatchFileSnapshot('../../schema/intervention.schema.json');
});

test('the reference page is current', async () => {
  await expect(ReferencePage.render('Keys of a scenario', Scenario)).toMatchFileSnapshot(
    '../../docs/reference/scenario.md',
  );
});

test('an editor learns meaning, unit, range and what absence means, and requires nothing that a preset may state', () => {
  const json = JsonSchema.of(Scenario, 't') as never as { properties: { chain: Json; news: Json } };
  const { chain, news } = json.properties;
  expect(chain.required).toBeUndefined();
  expect(chain.properties.preset!.type).toBe('string');
  expect(chain.properties.openFee).toMatchObject({ type: ['string', 'number'], minimum: 1e-9, maximum: 1e6 });
  expect(chain.properties.rivals!.description).toContain('If left out: none.');
  expect(news.items.required).toEqual(['id']);
  expect(new RegExp(news.items.properties.impulse!.pattern).test('-2.5%')).toBe(true);
  expect(JSON.stringify(json)).not.toContain('"limits"');
});
