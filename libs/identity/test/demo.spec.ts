import type { DemoPerson } from '@carenode/module-kit';
import { startTestHost, type TestHost } from '@carenode/testing';

import identity from '../src/index.js';
import { signIn } from './people.js';

describe('the demo of identity', () => {
  let test: TestHost;

  beforeAll(async () => {
    test = await startTestHost();
  });

  afterAll(() => test.close());

  const fill = async () => {
    const people: DemoPerson[] = [];
    const lines: string[] = [];
    await identity.demo?.({
      service: (token) => test.host.get(token),
      people,
      password: 'seven green lorries',
      log: (line) => lines.push(line),
    });
    return { people, lines };
  };

  it('makes somebody of every user type but patients, who can sign in, and makes them once', async () => {
    const first = await fill();
    expect(first.people.map(({ userType }) => userType)).toEqual([
      'admin',
      'provider',
      'research-partner',
      'developer',
    ]);
    for (const { id, email, userType } of first.people) {
      const answer = await signIn(test.anonymous(), email, 'seven green lorries');
      expect(answer.body.profile).toMatchObject({ id, email, userType });
    }
    expect(first.lines.join()).not.toContain('seven green lorries');
    const second = await fill();
    expect(second.people).toEqual(first.people);
    const { rows } = await test.database.admin.query('select 1 from profiles');
    expect(rows).toHaveLength(4);
  });
});
