import { beforeAll, describe, expect, test } from 'vitest';
import * as WorldAudit from '../src/run/WorldAudit.js';
import { expectGolden } from './cast/Golden.js';
import * as Picture from './cast/Picture.js';
import * as Story from './cast/Story.js';
import * as Worlds from './cast/Worlds.js';

/* Every primer is an example, a test and a picture: its journal and final balances as text, its prices as SVG. */
const names = Worlds.library().names('primer');

describe.each(names)('%s', (name) => {
  let story: Story.Story;
  beforeAll(() => {
    story = Story.tell(name);
    // Most take a second; one is of weeks.
  }, 60_000);

  test('tells the same story as before', () => {
    expectGolden(`${name}.txt`, Story.text(story));
    expectGolden(`${name}.svg`, Picture.draw(story));
  });

  test('conserves', () => {
    const defaults = story.rows.map((row) => WorldAudit.defaultOf(row)).filter((one) => one !== undefined);
    expect(WorldAudit.run(story.world.engine, defaults)).toEqual([]);
  });
});
