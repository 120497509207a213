import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as Toy from './cast/Toy.js';

/* docs/reference/commands.md is what the command line says of itself; `npm run schema` writes it again. */
test('docs/reference/commands.md is current', async () => {
  const shell = Toy.open();
  try {
    const help = async (...command: string[]) => (await Toy.unwind(shell, [...command, '--help'])).out;
    const whole = await help();
    const names = [...whole.matchAll(/^ {2}(\w+)(?: \[options\]| [<[]\w).*$/gm)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(14);
    expect(whole).toContain('Exit codes');
    const blocks = [
      '# Commands',
      'Written by `npm run schema` from the help of the command line.',
      block(whole),
    ];
    for (const name of names) blocks.push(`## ${name}`, block(await help(name)));
    await expect(`${blocks.join('\n\n')}\n`).toMatchFileSnapshot('../docs/reference/commands.md');
  } finally {
    rmSync(shell.dir, { recursive: true, force: true });
  }
});

function block(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}
