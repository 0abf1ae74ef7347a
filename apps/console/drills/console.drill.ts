import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { renamedPatient, summaryOf } from './bundle-files.js';
import { ADMIN, PATIENT, PROVIDER } from './demo.js';
import { drillWorld } from './drill-world.js';
import { problemsOf } from './page-checks.js';
import { expectCount, expectRows, openSwitch, reportNumbers, restoreModule, turn } from './page-steps.js';
import type { Visitor } from './visitor.js';

const FILES = join(import.meta.dirname, '../../../libs/patient-data/demo/synthea');
const world = drillWorld();
const { visitor, signedIn } = world;

describe('signing in', () => {
  it('tells of a wrong password in words, and lets in with the right one, to where one wanted to go', async () => {
    const one = await visitor();
    const { page } = one;
    await page.goto('/patients/me/food-log');
    await one.enter(PATIENT, 'not the password');
    const alert = page.getByRole('alert');
    await alert.getByText('The e-mail address or the password is not right.').waitFor();
    await one.enter(PATIENT, world.password);
    await page.getByRole('heading', { name: 'Add an entry' }).waitFor();
    expect(
      await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
    ).not.toContain('demo');
  });

  it('says how long to wait after too many attempts', async () => {
    const one = await visitor();
    const { page } = one;
    await page.goto('/sign-in');
    for (let attempt = 1; attempt <= 6; attempt++) {
      const answer = page.waitForResponse('**/api/v1/session');
      await one.enter('nobody@example.org', `guess number ${attempt}`);
      await answer;
    }
    const alert = page.getByRole('alert');
    await alert.getByText('There were too many attempts').waitFor();
    expect(await alert.textContent()).toMatch(/Please try again in \d+ minutes?\./);
  });

  it('says that there is no connection', async () => {
    const one = await visitor();
    const { page } = one;
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').waitFor();
    await one.setOffline(true);
    await one.enter(PATIENT, world.password);
    await page.getByRole('alert').getByText('Carenode cannot be reached').waitFor();
    await one.setOffline(false);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  });

  it('ends with signing out, and what was shown is gone', async () => {
    const { page } = await signedIn(PATIENT);
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You have signed out.').waitFor();
    await page.goto('/patients/me');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
  });

  it('is asked for again, with a notice, when the session was ended elsewhere', async () => {
    const one = await signedIn(PATIENT);
    const { page } = one;
    await page.goto('/patients/me');
    await page.getByRole('tab', { name: 'Food log' }).waitFor();
    // What the page still asks for would notice the end of the session before the click does.
    await page.waitForLoadState('networkidle');
    await one.elsewhere('DELETE', '/api/v1/session');
    await page.getByRole('tab', { name: 'Food log' }).click();
    await page.getByText('Your session is over. Please sign in again.').waitFor();
    await one.enter(PATIENT, world.password);
    await page.getByRole('heading', { name: 'Add an entry' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/patients/me/food-log');
  });
});

describe('a patient', () => {
  it('sees one measurement over time, every value of it', async () => {
    const one = await signedIn(PATIENT);
    const { page } = one;
    await page
      .getByRole('link', { name: /^My health record/ })
      .first()
      .click();
    await page.getByRole('tab', { name: 'Measurements' }).click();
    const variable = page.locator('button[data-variable="Weight"]');
    await variable.click();
    const count = Number(await variable.locator('[aria-label$="measurements"]').textContent());
    const chart = page.locator('figure[data-chart="Weight"]');
    await chart.locator('path.recharts-line-curve').waitFor();
    const line = await chart.locator('path.recharts-line-curve').getAttribute('d');
    expect(count).toBeGreaterThan(3);
    expect(line?.match(/[ML]/g)).toHaveLength(count);
    expect(line).not.toMatch(/NaN/);
    expect(await chart.getAttribute('aria-label')).toContain(`${count} values from`);
    await expectRows(page.getByRole('table', { name: 'Newest measurements' }), Math.min(count, 20));
  });

  it('pages through all measurements', async () => {
    const { page } = await signedIn(PATIENT);
    await page.goto('/patients/me/measurements');
    await page.getByText('Everything').click();
    const table = page.getByRole('table', { name: 'Newest measurements' });
    await table.getByRole('columnheader', { name: 'What' }).waitFor();
    await expectRows(table, 20);
    await page.getByRole('button', { name: 'Load more' }).click();
    await expectRows(table, 40);
  });

  it('brings in a whole file again, and the report adds up: all was there already', async () => {
    const file = join(FILES, 'cammy-kreiger.json');
    const { entries, stored, skipped } = summaryOf(readFileSync(file, 'utf8'));
    const { page } = await signedIn(PATIENT);
    await page.goto('/patients/me/imports');
    await page.getByLabel('File to import').setInputFiles(file);
    await page.locator('[data-import=done]').waitFor();
    expect(await reportNumbers(page)).toEqual({
      read: entries,
      stored: 0,
      'there already': stored,
      skipped,
      quarantined: 0,
    });
    await page.getByRole('link', { name: 'Import another file' }).click();
    await expectRows(page.getByRole('table', { name: 'Imports' }), 2);
  });

  it('is told why a file cannot be used', async () => {
    const { page } = await signedIn(PATIENT);
    const send = async (name: string, text: string) => {
      await page.goto('/patients/me/imports');
      await page
        .getByLabel('File to import')
        .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
      const alert = page.getByRole('alert');
      await alert.waitFor();
      return alert.textContent();
    };
    expect(await send('nonsense.json', 'This is not even JSON')).toMatch(/nothing of it was stored.*JSON/s);
    expect(await send('alone.json', '{"resourceType":"Observation"}')).toContain('holds a usable Patient');
    const cut = readFileSync(join(FILES, 'cammy-kreiger.json'), 'utf8').slice(0, 100_000);
    expect(await send('cut.json', cut)).toMatch(/nothing of it was stored.*(ends|cut|truncated|complete)/s);
    const another = readFileSync(join(FILES, 'jesus-alvarez.json'), 'utf8');
    expect(await send('another.json', another)).toContain('about somebody else');
  });

  it('writes down what was eaten', async () => {
    const { page } = await signedIn(PATIENT);
    await page.goto('/patients/me/food-log');
    await page.getByLabel('What was eaten').fill('Porridge with apple');
    await page.getByLabel('How much').fill('250');
    await page.getByLabel('Unit').fill('g');
    await page.getByLabel('Energy in kcal').fill('320');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByText('“Porridge with apple” was added.').waitFor();
    const entry = page.getByRole('list', { name: 'Food log of Today' }).getByRole('listitem');
    const porridge = entry.filter({ hasText: 'Porridge' });
    await porridge.waitFor();
    expect(await porridge.textContent()).toMatch(/250 g.*320 kcal/);
  });
});

describe('a provider', () => {
  it('finds a patient in their care and sees the record, without a way to import', async () => {
    const { page } = await signedIn(PROVIDER);
    await page.goto('/patients');
    await page.getByLabel('Search').fill('cam');
    const found = page.getByRole('list', { name: 'Patients in your care' });
    await expectCount(found.getByRole('listitem'), 1);
    await found.getByRole('link', { name: /Cammy/ }).click();
    await page.getByRole('heading', { level: 1, name: /Cammy/ }).waitFor();
    await page.locator('path.recharts-line-curve').waitFor();
    expect(await page.getByRole('tab').allTextContents()).toEqual([
      'Measurements',
      'Timeline',
      'Conditions',
      'Food log',
      'Activity',
      'Goals',
      'Insights',
      'Prescriptions',
    ]);
    await page.getByRole('tab', { name: 'Conditions' }).click();
    await page.getByRole('table', { name: 'Conditions' }).waitFor();
  });

  it('is told that a patient is not in their care', async () => {
    const { page } = await signedIn(PROVIDER);
    await page.goto('/patients/018f2b7e-0000-7000-8000-000000000000');
    await page.getByRole('alert').getByText('There is no such patient.').waitFor();
  });
});

describe('an admin', () => {
  beforeEach(async () => restoreModule((await signedIn(ADMIN)).page));

  it('switches a module off: it goes from the open page of a patient, and comes back when it is on again', async () => {
    const { page: patient } = await signedIn(PATIENT);
    const { page: admin } = await signedIn(ADMIN);
    await patient.goto('/patients/me');
    await patient.getByRole('tab', { name: 'Food log' }).waitFor();

    await admin.goto('/modules');
    await turn(admin, 'off', 'Drill of the console');
    expect(await admin.locator('[data-module=patient-data]').textContent()).toContain('Drill of the console');

    await patient.getByRole('tab', { name: 'Food log' }).click();
    await patient.getByRole('heading', { level: 1, name: 'This module is not active for you' }).waitFor();
    expect(await patient.getByRole('navigation', { name: 'Main' }).textContent()).not.toContain(
      'My health record',
    );
    await patient.goto('/');
    await patient.getByRole('heading', { name: /^Welcome/ }).waitFor();
    expect(await patient.locator('[data-module]').allTextContents()).not.toContain('Patient data');
    await patient.goto('/patients/me/imports');
    await patient.getByRole('heading', { level: 1, name: 'This module is not active for you' }).waitFor();

    await turn(admin, 'on', '');
    await patient.reload();
    await patient.getByRole('tab', { name: 'Import' }).waitFor();
  });

  it('does not overwrite what somebody else has switched meanwhile', async () => {
    const [{ page: one }, { page: other }] = [await signedIn(ADMIN), await signedIn(ADMIN)];
    for (const page of [one, other]) {
      await page.goto('/modules');
      await openSwitch(page);
    }
    await one.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
    await one.locator('[data-module=patient-data][data-state=off]').waitFor();
    await other.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
    await other.getByRole('alert').getByText('The module was not switched').waitFor();
    await turn(one, 'on', '');
  });

  it('invites somebody, who accepts, brings in a file of their own, and finds its values', async () => {
    const { page: admin } = await signedIn(ADMIN);
    await admin.goto('/app/people');
    await admin.getByRole('button', { name: 'Invite somebody' }).click();
    await admin.getByRole('dialog').getByLabel('E-mail address').fill('nora@example.org');
    await admin.getByRole('button', { name: 'Make the invitation' }).click();
    const link = await admin.getByLabel('Link of the invitation').inputValue();

    const { page } = await visitor();
    await page.goto(link);
    await page.getByLabel('Given names').fill('Nora');
    await page.getByLabel('Family name').fill('Newcomer');
    await page.getByLabel('Password', { exact: true }).fill('passwordpassword');
    await page.getByRole('button', { name: 'Create my account' }).click();
    await page.getByText('Password is one that many people use').waitFor();
    await page.getByLabel('Password', { exact: true }).fill('seven green lamps');
    await page.getByRole('button', { name: 'Create my account' }).click();
    await page.getByRole('heading', { name: /^Welcome, Nora/ }).waitFor();

    const bundle = renamedPatient(readFileSync(join(FILES, 'murray-hane.json'), 'utf8'));
    const { entries, stored, skipped } = summaryOf(bundle);
    await page.goto('/patients/me/measurements');
    await page.getByText('Nothing was measured yet').waitFor();
    await page.getByRole('link', { name: 'Import a file' }).click();
    await page
      .getByLabel('File to import')
      .setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(bundle) });
    await page.locator('[data-import=done]').waitFor();
    expect(await reportNumbers(page)).toEqual({
      read: entries,
      stored,
      'there already': 0,
      skipped,
      quarantined: 0,
    });
    await page.getByRole('tab', { name: 'Measurements' }).click();
    await page.locator('path.recharts-line-curve').waitFor();

    await page.goto(link);
    await page.getByRole('alert').getByText('This is no longer valid').waitFor();
  });

  it('has no way into clinical pages, and others none into the admin’s', async () => {
    const { page: admin } = await signedIn(ADMIN);
    await admin.goto('/patients');
    await admin.getByRole('heading', { level: 1, name: 'This page is not open to you' }).waitFor();
    const { page: patient } = await signedIn(PATIENT);
    await patient.goto('/modules');
    await patient.getByRole('heading', { level: 1, name: 'This page is not open to you' }).waitFor();
  });
});

describe('the theme', () => {
  it('is that of the device, until another is chosen, which is remembered', async () => {
    const { page } = await visitor({ theme: 'dark' });
    const scheme = () => page.evaluate(() => document.documentElement.dataset['mantineColorScheme']);
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').waitFor();
    expect(await scheme()).toBe('dark');
    await page.getByRole('button', { name: /^Theme/ }).click();
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    expect(await scheme()).toBe('light');
    // Before any of the console's code has run, as there is none to fetch: nothing flashes.
    await page.route('**/assets/index-*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: '' }),
    );
    await page.reload();
    expect(await scheme()).toBe('light');
  });
});

describe.each(['light', 'dark'] as const)('every page in the %s theme', (theme) => {
  const pages: readonly (readonly [who: string, paths: readonly string[]])[] = [
    [
      PATIENT,
      [
        '/',
        '/patients/me',
        '/patients/me/measurements',
        '/patients/me/timeline',
        '/patients/me/conditions',
        '/patients/me/food-log',
        '/patients/me/food-log/foods',
        '/patients/me/activity',
        '/patients/me/goals',
        '/patients/me/learning',
        '/patients/me/imports',
        '/modules',
      ],
    ],
    [PROVIDER, ['/', '/patients', '/app/learning', '/app/learning/new']],
    [ADMIN, ['/', '/modules', '/app/people', '/app/nowhere']],
  ];

  it.each([1280, 380])('can be read, and its controls have names, %s px wide', async (width) => {
    const found: string[] = [];
    const look = async ({ page }: Visitor, path: string) => {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      found.push(...(await problemsOf(page)).map((problem) => `${path}: ${problem}`));
    };
    const stranger = await visitor({ theme, width });
    for (const path of ['/sign-in', '/invitation', '/invitation?token=none']) await look(stranger, path);
    for (const [who, paths] of pages) {
      const one = await signedIn(who, { theme, width });
      for (const path of paths) await look(one, path);
    }
    expect(found).toEqual([]);
  });
});
