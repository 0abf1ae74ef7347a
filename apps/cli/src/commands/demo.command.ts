import { randomBytes } from 'node:crypto';

import type { Command } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../command-line.js';
import { table } from '../terminal/table.js';

export function addDemoCommand(program: Command, run: Run): void {
  examples(
    printsData(
      program
        .command('demo')
        .description('fill the instance with demo people and real records; again adds nothing'),
    ).action((options: JsonOption) => run(demo, options)),
    'CARENODE_DEMO_PASSWORD="twelve letters or more" carenode demo',
  );
}

const demo: Job = async (instance, terminal) => {
  const { DemoMarker, fillDemo, onePerUserType } = await import('@carenode/runtime');
  const host = await instance.host();
  const marker = new DemoMarker(await instance.database(), instance.sealer());
  const wanted = instance.config.demoPassword ?? randomBytes(12).toString('base64url');
  const before = await marker.isFilled();
  const password = before ? null : await marker.begin(wanted, { alone: false });
  if (!before && password === null) throw new Error('A host is filling the demo at this moment.');
  const people = await fillDemo(host, await instance.modules(), {
    password: password ?? wanted,
    log: (line) => terminal.note(line),
  });
  await marker.finish();
  const signIns = onePerUserType(people).map(({ userType, email }) => ({ userType, email }));
  terminal.answer({ signIns, password }, () =>
    [
      table(
        ['sign in as', 'email'],
        signIns.map((person) => [person.userType, person.email]),
        'Nobody.',
      ),
      password === null
        ? 'Their passwords are what they were.'
        : `Password of all of them, shown this once: ${password}`,
    ].join('\n'),
  );
};
