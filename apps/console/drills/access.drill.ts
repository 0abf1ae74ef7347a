import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';

import { ADMIN, OTHER_PATIENT, PATIENT, PROVIDER } from './demo.js';
import { drillWorld } from './drill-world.js';
import { arrival, eat, idOf, NEWCOMER_PASSWORD, type Newcomer } from './newcomers.js';
import { problemsOf } from './page-checks.js';
import { choosePerson, dialogButton, tell } from './page-steps.js';

const REASON = 'Found unconscious at the station, no next of kin';

const { visitor, signedIn } = drillWorld();

async function newcomer(userType: string, firstName: string): Promise<Newcomer> {
  return arrival(await signedIn(ADMIN), await visitor(), userType, firstName);
}

describe('consent', () => {
  it('is withdrawn, and the provider is told that the record is closed; given again, it is open', async () => {
    const patient = await signedIn(OTHER_PATIENT);
    const id = await idOf(patient);
    const { page } = patient;
    await page.goto('/app/privacy/consents');
    const care = page.locator('[data-consent=care]');
    await care.waitFor();
    if ((await care.getAttribute('data-given')) === 'false') await agree(page);
    await care.getByRole('button', { name: /^Withdraw/ }).click();
    await page.getByRole('dialog').getByText('at once').waitFor();
    await dialogButton(page, 'Withdraw').click();
    await page.locator('[data-consent=care][data-given=false]').waitFor();
    expect(await care.textContent()).toContain('You withdrew on');

    const { page: provider } = await signedIn(PROVIDER);
    await provider.goto(`/patients/${id}`);
    await provider.getByRole('alert').getByText('The record is closed').waitFor();
    expect(await provider.getByRole('alert').textContent()).toContain('does not consent to care');
    await provider.goto('/app/care-teams');
    await provider.locator('[data-member=closed]').waitFor();

    await agree(page);
    await provider.goto(`/patients/${id}`);
    await provider.getByRole('tab', { name: 'Measurements' }).waitFor();
  });

  it('comes with the care team: a patient invites a provider, who accepts, and is sent away again', async () => {
    const { visitor: patient, name, id } = await newcomer('patient', 'Carla');
    const { page } = patient;
    await page.goto('/app/privacy');
    await page.getByLabel('E-mail address').fill(PROVIDER);
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('status').getByText('was invited').waitFor();

    const { page: provider } = await signedIn(PROVIDER);
    await provider.goto('/app/care-teams');
    await provider.getByRole('button', { name: `Accept: ${name}` }).click();
    await provider.getByRole('link', { name }).click();
    await provider.getByRole('heading', { level: 1, name }).waitFor();

    await page.reload();
    await page.locator('[data-member=active]').waitFor();
    await page.getByRole('tab', { name: 'Consents' }).click();
    await page.locator('[data-consent=care][data-given=true]').waitFor();
    await page.getByRole('tab', { name: 'Care team' }).click();
    await page.getByRole('button', { name: /^End/ }).click();
    await dialogButton(page, 'End').click();
    await page.locator('[data-member=over]').waitFor();
    await provider.goto(`/patients/${id}`);
    await provider.getByRole('alert').getByText('There is no such patient.').waitFor();
  });
});

describe('an emergency', () => {
  it('opens a record; the patient is told, sees who looked, and an admin reviews it', async () => {
    const { visitor: patient, name, id } = await newcomer('patient', 'Emil');
    await eat(patient, 'Lentil soup');
    const { page: provider } = await signedIn(PROVIDER);
    await provider.goto(`/patients/${id}`);
    await provider.getByRole('link', { name: 'Emergency access …' }).click();
    await provider.getByLabel('Reason').fill('Too short');
    await provider.getByRole('button', { name: 'Open the record' }).click();
    await provider.getByText('Please say more about why.').waitFor();
    await provider.getByLabel('Reason').fill(REASON);
    await provider.getByRole('button', { name: 'Open the record' }).click();
    await provider.getByRole('heading', { level: 1, name }).waitFor();
    await provider.getByRole('tab', { name: 'Food log' }).click();
    await provider.getByText('Lentil soup').waitFor();

    const { page } = patient;
    await page.reload();
    await page.getByRole('link', { name: 'Notifications: 1 unread' }).click();
    const told = page.locator('[data-notification=break-glass]');
    await told.waitFor();
    expect(await told.textContent()).toContain(`Paula Provider (Provider) opened it. Reason: “${REASON}”`);
    await told.getByRole('button', { name: /^Mark as read/ }).click();
    await page.getByRole('link', { name: 'Notifications', exact: true }).waitFor();
    await page.goto('/app/privacy/access-log');
    const log = page.getByRole('table', { name: 'Access log' });
    await log.getByText('Opened the record in an emergency').first().waitFor();
    const looked = log.getByRole('row', { name: /Looked at the food log/ }).first();
    expect(await looked.textContent()).toMatch(/Paula Provider.*Emergency.*emergency access/);
    await page.getByLabel('Until').fill('2000-01-01');
    await page.getByText('Nobody has looked').waitFor();

    const { page: admin } = await signedIn(ADMIN);
    await admin.goto('/app/access');
    const row = admin.getByRole('row', { name: new RegExp(name) });
    expect(await row.textContent()).toContain(REASON);
    await row.getByRole('button', { name: /^Review/ }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Justified', exact: true }).check();
    await dialog.getByLabel('Note').fill('Called the station');
    await dialogButton(admin, 'Save the review').click();
    await row.waitFor({ state: 'detached' });

    await page.goto('/app/privacy/emergencies');
    expect(await tell(page.locator('[data-grant=reviewed]'))).toMatch(/Justified.*Called the station/);
    await provider.goto('/app/emergency-access');
    await provider.getByText('Called the station').waitFor();
    await provider.goto(`/patients/${id}`);
    await provider.getByRole('alert').getByText('There is no such patient.').waitFor();
  });
});

describe('a patient’s own data', () => {
  it('are made into a file, which is downloaded', async () => {
    const { visitor: one } = await newcomer('patient', 'Dora');
    await eat(one, 'Apple');
    const { page } = one;
    await page.goto('/app/privacy/my-data');
    await page.getByRole('button', { name: 'Make a file' }).click();
    const download = page.getByRole('button', { name: 'Download' });
    await download.waitFor({ timeout: 60_000 });
    const [saved] = await Promise.all([page.waitForEvent('download'), download.click()]);
    expect(saved.suggestedFilename()).toMatch(/^carenode-record-\d{4}-\d{2}-\d{2}\.zip$/);
    const bytes = readFileSync(await saved.path());
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(bytes.includes('record.json')).toBe(true);
  });

  it('are to be deleted with the account, unless the patient thinks better of it', async () => {
    const { visitor: one } = await newcomer('patient', 'Lena');
    const { page } = one;
    await page.goto('/app/privacy/my-data');
    await page.getByRole('button', { name: 'Delete my account …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox').check();
    await dialog.getByLabel('Your password').fill('not the password');
    await dialogButton(page, 'Delete my account').click();
    await dialog.getByRole('alert').getByText('The current password is not right.').waitFor();
    await dialog.getByLabel('Your password').fill(NEWCOMER_PASSWORD);
    await dialogButton(page, 'Delete my account').click();
    await page.locator('[data-erasure=requested]').waitFor();
    await page.getByRole('button', { name: 'Keep my account' }).click();
    await page.getByRole('button', { name: 'Delete my account …' }).waitFor();
  });
});

describe('a guardian', () => {
  it('is proposed, accepts, acts for a child, is seen to, and is stopped by the child', async () => {
    const { visitor: child, name: childName, email: childEmail } = await newcomer('patient', 'Carl');
    const { visitor: guardian, name: guardianName, email } = await newcomer('patient', 'Mia');
    const { page: admin } = await signedIn(ADMIN);
    await admin.goto('/app/access/delegations');
    await choosePerson(admin, 'Guardian', email);
    await choosePerson(admin, 'Patient', childEmail);
    await admin.getByRole('button', { name: /^Propose/ }).click();
    await admin.getByRole('status').getByText('Proposed:').waitFor();

    const { page } = guardian;
    await page.goto('/app/delegations');
    await page.getByRole('button', { name: `Accept to act for ${childName}` }).click();
    await page.getByRole('button', { name: `Act for ${childName}` }).waitFor();
    await page.getByRole('button', { name: `Account of ${guardianName}` }).click();
    await page.getByRole('menuitem', { name: childName }).click();
    const banner = page.locator('[data-acting]');
    expect(await tell(banner)).toContain(`You act for ${childName}`);
    await page.getByRole('heading', { level: 1, name: `Welcome, ${childName}` }).waitFor();
    await page.goto('/patients/me/food-log');
    await page.getByLabel('What was eaten').fill('Carrots');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByText('“Carrots” was added.').waitFor();
    await page.getByRole('button', { name: `Stop acting for ${childName}` }).click();
    await page.getByRole('heading', { level: 1, name: `Welcome, ${guardianName}` }).waitFor();

    const { page: own } = child;
    await own.goto('/app/privacy/access-log');
    const added = own.getByRole('row', { name: /Added to the food log/ });
    expect(await tell(added.first())).toMatch(new RegExp(`${guardianName}.*acting for the patient`));

    await page.getByRole('button', { name: `Account of ${guardianName}` }).click();
    await page.getByRole('menuitem', { name: childName }).click();
    await banner.waitFor();
    await own.goto('/app/delegations');
    await own.getByRole('button', { name: `End: ${guardianName}` }).click();
    await dialogButton(own, 'End it').click();
    await own.locator('[data-delegation=over]').waitFor();
    await page.goto('/patients/me');
    await page.getByText(`You no longer act for ${childName}`).waitFor();
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: `Welcome, ${guardianName}` }).waitFor();
  });
});

describe('an admin', () => {
  it('changes a user type with the difference before their eyes, and the person is signed out', async () => {
    const { visitor: one, name, email } = await newcomer('developer', 'Nils');
    const { page: admin } = await signedIn(ADMIN);
    await admin.goto('/app/people');
    await admin.getByRole('link', { name: `Change user type: ${name} (${email})` }).click();
    await admin.getByRole('combobox', { name: 'Person' }).waitFor();
    await admin.getByLabel('New user type').selectOption('provider');
    const difference = await tell(admin.locator('[data-difference]'));
    expect(difference).toMatch(/Gains.*measurements.*Loses/s);
    await admin.getByLabel('Reason').fill('Has passed the exam');
    await admin.getByRole('button', { name: `Make ${name} a provider` }).click();
    await admin.getByRole('status').getByText('The user type was changed.').waitFor();
    expect(await tell(admin.locator('[data-change=applied]').first())).toContain('Has passed the exam');

    const { page } = one;
    await page.goto('/patients');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await one.enter(email, NEWCOMER_PASSWORD);
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
  });

  it('asks why a provider may see measurements, and finds tables and events', async () => {
    const { page } = await signedIn(ADMIN);
    await page.goto('/app/access/explain');
    await choosePerson(page, 'Person', PROVIDER);
    await page.getByLabel('Table').selectOption('measurements');
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.locator('[data-explanation=allowed]').waitFor();
    await page.getByRole('tab', { name: 'Matrix' }).click();
    await page.getByLabel('Table or module').fill('break glass');
    await page.getByRole('status').getByText('1 table').waitFor();
    await page.getByRole('button', { name: /break_glass_grants/ }).click();
    await page.getByRole('table', { name: /break_glass_grants/ }).waitFor();
    await page.getByRole('tab', { name: 'Audit' }).click();
    await page.getByLabel('What was done').selectOption('insert');
    await page.locator('[data-event=insert]').first().waitFor();
  });
});

describe.each(['light', 'dark'] as const)('every page in the %s theme', (theme) => {
  const privacy = ['', '/consents', '/access-log', '/emergencies', '/my-data'].map(
    (tab) => `/app/privacy${tab}`,
  );
  const access = ['', '/user-types', '/delegations', '/explain', '/matrix', '/audit'].map(
    (tab) => `/app/access${tab}`,
  );
  const pages: readonly (readonly [who: string, paths: readonly string[]])[] = [
    [PATIENT, [...privacy, '/app/delegations', '/app/notifications']],
    [PROVIDER, ['/app/care-teams', '/app/emergency-access']],
    [ADMIN, access],
  ];

  it.each([1280, 380])('can be read, and its controls have names, %s px wide', async (width) => {
    const found: string[] = [];
    for (const [who, paths] of pages) {
      const { page } = await signedIn(who, { theme, width });
      for (const path of paths) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        found.push(...(await problemsOf(page)).map((problem) => `${path}: ${problem}`));
      }
    }
    expect(found).toEqual([]);
  });
});

/** Agrees to care, on the page of consents. */
async function agree(page: Page): Promise<void> {
  await page
    .locator('[data-consent=care]')
    .getByRole('button', { name: /^Agree/ })
    .click();
  await dialogButton(page, 'I agree').click();
  await page.locator('[data-consent=care][data-given=true]').waitFor();
}
