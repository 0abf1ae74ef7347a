import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';

import { appleFile } from './apple-file.js';
import { OTHER_PATIENT, PATIENT, PROVIDER } from './demo.js';
import { drillWorld } from './drill-world.js';
import { problemsOf } from './page-checks.js';
import { dialogButton, expectCount, reportNumbers, tell } from './page-steps.js';

const LIBREVIEW = join(
  import.meta.dirname,
  '../../../libs/patient-data/test/fixtures/libreview/SamplePerson_glucose.csv',
);
const { signedIn } = drillWorld();

/** Sends a file as the page of imports does, and waits for a state of its import. */
async function send(page: Page, file: string | { name: string; text: string }, state: string): Promise<void> {
  await page.goto('/patients/me/imports');
  const chosen =
    typeof file === 'string'
      ? file
      : { name: file.name, mimeType: 'application/octet-stream', buffer: Buffer.from(file.text) };
  await page.getByLabel('File to import').setInputFiles(chosen);
  await page.locator(`[data-import=${state}]`).waitFor();
}

async function openVariable(page: Page, name: RegExp): Promise<void> {
  await page.goto('/patients/me/measurements');
  await page.locator('button[data-variable]').filter({ hasText: name }).first().click();
  await page.getByRole('heading', { level: 2, name }).waitFor();
}

describe('a file of a glucose sensor', () => {
  it('asks its time zone, tells what became of it, and is undone', async () => {
    const { page } = await signedIn(PATIENT);
    await send(page, LIBREVIEW, 'waiting');
    const go = page.getByRole('button', { name: 'Go on with the import' });
    // Nothing is guessed: the browser's own zone is offered, and not taken.
    expect(await page.getByRole('combobox', { name: /time zone/i }).inputValue()).toBe('');
    await go.click();
    await page.getByText('Please answer this.').waitFor();
    await page.getByRole('combobox', { name: /time zone/i }).fill('berlin');
    await page.getByRole('option', { name: 'Europe/Berlin' }).click();
    await go.click();
    await page.locator('[data-import=done]').waitFor();
    expect(await reportNumbers(page)).toEqual({
      read: 14,
      stored: 12,
      'there already': 0,
      quarantined: 0,
      skipped: 2,
    });
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await dialogButton(page, 'Undo the import').click();
    await page.locator('[data-import=undone]').waitFor();
    await page.getByText('12 rows were taken back').waitFor();
    await page.getByRole('link', { name: 'Import another file' }).click();
    const row = page.getByRole('table', { name: 'Imports' }).getByRole('row', { name: /SamplePerson/ });
    expect(await tell(row.first())).toContain('Undone');
  });

  it('shows how far it is while it runs, also where events do not come', async () => {
    const { page } = await signedIn(PATIENT);
    await page.route('**/events', (route) => route.fulfill({ status: 429, body: '' }));
    await send(page, { name: 'export.xml', text: appleFile() }, 'done');
    expect((await reportNumbers(page))['read']).toBe(301);
  });
});

describe('a table that nobody knows', () => {
  it('is mapped once, and the mapping is kept for the next file of its source', async () => {
    const { page } = await signedIn(PATIENT);
    await page.goto('/patients/me/imports');
    await page.getByLabel('Where it comes from').selectOption('A new source …');
    await page.getByLabel('Name of the source').fill('Notebook');
    const table = (day: string) => `Day,Mood (points)\n${day},7\n${day.replace('01', '02')},8\n`;
    const choose = (name: string, day: string) =>
      page
        .getByLabel('File to import')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(table(day)) });
    await choose('mood.csv', '2026-05-01');
    await page.locator('[data-mapper]').waitFor();
    await page.getByLabel('Source', { exact: true }).fill('Notebook');
    await page.getByRole('combobox', { name: 'Column of values' }).click();
    await page.locator('[data-combobox-option]', { hasText: 'Mood' }).click();
    await page.getByRole('button', { name: 'Take this column' }).click();
    await page.getByLabel('It has no unit').check();
    await page.getByLabel('Values of a day').selectOption('sample');
    await page.getByText('“Mood (points)” is Mood, without a unit; each stands for its moment.').waitFor();
    const go = page.getByRole('button', { name: 'Go on with the import' });
    await go.click();
    await page.getByRole('button', { name: /^Use / }).first().click();
    await go.click();
    await page.locator('[data-import=done]').waitFor();
    expect(await reportNumbers(page)).toMatchObject({ read: 2, stored: 2 });

    await page.goto('/patients/me/imports');
    await page.getByLabel('Where it comes from').selectOption({ label: 'Notebook (Any other table (CSV))' });
    await choose('mood-2.csv', '2026-06-01');
    await page.locator('[data-import=done]').waitFor();
    expect(await reportNumbers(page)).toMatchObject({ read: 2, stored: 2 });
  });

  it('can hold one value a row, each with its own name and unit', async () => {
    const { page } = await signedIn(PATIENT);
    const text = [
      'Taken,Analyte,Result,Unit',
      '2026-05-01T08:00:00Z,Ferritin,88,ng/mL',
      '2026-05-01T08:00:00Z,KG,71.5,kg',
      '2026-05-02T08:00:00Z,Ferritin,unclear,ng/mL',
    ];
    await send(page, { name: 'laboratory.csv', text: `${text.join('\n')}\n` }, 'waiting');
    const mapper = page.locator('[data-mapper]');
    await mapper.getByLabel('Source', { exact: true }).fill('Laboratory');
    await mapper.getByLabel('Each row is one value').check();
    const go = page.getByRole('button', { name: 'Go on with the import' });
    await go.click();
    await mapper.getByText('Choose the column that says what was measured.').waitFor();
    await mapper.getByLabel('Column that says what was measured').selectOption('Analyte');
    await mapper.getByLabel('Column of the value').selectOption('Result');
    await mapper.getByLabel('Column of the unit').selectOption('Unit');
    await mapper.getByLabel('Values of a day').selectOption('sample');
    await mapper.getByLabel('As the table writes it').fill('KG');
    await mapper.getByRole('button', { name: 'Say what it is' }).click();
    const listed = mapper.locator('[data-column=KG]');
    await listed.getByLabel('What it is').fill('Weight of mine');
    await listed.getByLabel('Values of a day').selectOption('sample');
    await mapper.getByText('“Analyte” says what was measured, “Result” holds the value.').waitFor();
    await mapper.getByText('“KG” is Weight of mine, in the unit of its row').waitFor();
    await go.click();
    await page.locator('[data-import=done]').waitFor();
    expect(await reportNumbers(page)).toMatchObject({ read: 3, stored: 2, quarantined: 1 });
    await openVariable(page, /^Ferritin/);
    await openVariable(page, /^Weight of mine/);
  });
});

describe('two devices that count the same steps', () => {
  it('count once; another order of them changes the day at once, and says by how much', async () => {
    const { page } = await signedIn(OTHER_PATIENT);
    await send(page, { name: 'export.xml', text: appleFile() }, 'done');
    await openVariable(page, /steps/i);
    await page.getByText('Day', { exact: true }).click();
    const total = page.locator('[data-day-total]');
    const before = await tell(total);
    expect(before).not.toBe('1,000');
    await expectCount(page.locator('[data-lane]'), 2);
    await page.getByRole('button', { name: 'Move “Phone” up' }).click();
    expect(await tell(page.getByText(/^Saved\./))).toContain(`is now 1,000; it was ${before}`);
    await page.locator('[data-day-total]', { hasText: '1,000' }).waitFor();
    await page.getByRole('button', { name: 'Take the choice back' }).click();
    await page.locator('[data-day-total]', { hasText: before }).waitFor();
  });

  it('belong to the days where the patient lives, who is asked once', async () => {
    const { page } = await signedIn(OTHER_PATIENT);
    await page.goto('/patients/me/measurements');
    await page
      .locator('[data-zone-prompt]')
      .getByRole('button', { name: 'Somewhere else, or I moved …' })
      .click();
    await page.getByRole('dialog').getByRole('combobox', { name: 'Time zone' }).fill('tokyo');
    await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
    await dialogButton(page, 'Save').click();
    await page.getByText('Your days are those of Asia/Tokyo.').waitFor();
    expect(await page.locator('[data-zone-prompt]').count()).toBe(0);
  });
});

describe('an insight', () => {
  it('says what it is based on, is seen when it is shown, and stays hidden', async () => {
    const { page } = await signedIn(OTHER_PATIENT);
    await send(page, { name: 'again.xml', text: appleFile() }, 'done');
    await page.goto('/patients/me/insights');
    await page.getByRole('button', { name: /^Look (now|anew)$/ }).click();
    const cards = page.getByRole('list', { name: 'Insights' }).locator('[data-insight]');
    const card = cards.filter({ hasText: 'tended to be higher' }).first();
    await card.waitFor();
    const seen = page.waitForResponse(
      (answer) => answer.request().method() === 'PATCH' && answer.url().includes('/insights/'),
    );
    await card.scrollIntoViewIfNeeded();
    expect((await seen).status()).toBe(200);
    await card.getByRole('button', { name: 'What this is based on' }).click();
    await card.locator('[data-check=true]').waitFor();
    expect(await card.textContent()).toMatch(/Rank correlation 0\.\d+, likely between/);
    const id = (await card.getAttribute('data-insight')) ?? '';
    await card.getByRole('button', { name: 'Hide it' }).click();
    await page.locator(`[data-insight="${id}"]`).waitFor({ state: 'detached' });
    await page.getByText('Hidden', { exact: true }).click();
    await page.locator(`[data-insight="${id}"]`).getByRole('button', { name: 'Show it again' }).click();
    await page.getByText('Nothing is hidden').waitFor();
  });
});

describe('a provider', () => {
  it('reads measurements and insights, without the choices that are the patient’s', async () => {
    const { page } = await signedIn(PROVIDER);
    await page.goto('/patients');
    await page.getByRole('list', { name: 'Patients in your care' }).getByRole('link').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'Newest measurements' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Which source counts' }).count()).toBe(0);
    await page.getByRole('tab', { name: 'Insights' }).click();
    await page.getByRole('heading', { level: 2, name: 'Insights' }).waitFor();
    expect(await page.getByRole('button', { name: /^Look/ }).count()).toBe(0);
  });
});

describe.each(['light', 'dark'] as const)('imports, measurements and insights in the %s theme', (theme) => {
  it.each([1280, 360])('can be read, and their controls have names, %s px wide', async (width) => {
    const { page } = await signedIn(OTHER_PATIENT, { theme, width });
    const found: string[] = [];
    const look = async (where: string) => {
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      // An import that is not over is followed all the time.
      if (where !== 'a question') await page.waitForLoadState('networkidle');
      found.push(...(await problemsOf(page)).map((problem) => `${where}: ${problem}`));
    };
    await send(page, { name: 'export.xml', text: appleFile() }, 'done');
    await page.locator('[data-report]').waitFor();
    await look('a report');
    for (const path of [
      'imports',
      'measurements',
      'measurements?span=day',
      'measurements?span=year',
      'insights',
    ]) {
      await page.goto(`/patients/me/${path}`);
      await look(path);
    }
    await send(page, LIBREVIEW, 'waiting');
    await look('a question');
    await page.getByRole('button', { name: 'Cancel the import' }).click();
    await page.locator('[data-import=cancelled]').waitFor();
    expect(found).toEqual([]);
  });
});
