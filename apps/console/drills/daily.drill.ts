import { describe, expect, it } from '@jest/globals';

import { PATIENT, PROVIDER } from './demo.js';
import { drillWorld } from './drill-world.js';
import { dialogButton, expectCount, tell } from './page-steps.js';

const TITLE = 'Sleeping well';
const TEXT = [
  '# Why it matters',
  'Sleep **mends**. See [the society](https://example.org/sleep).',
  '## What helps',
  '- The same hour each evening',
  'Most people need seven to nine hours. '.repeat(120),
].join('\n\n');

const { signedIn } = drillWorld(undefined, { nothingMissing: true });

describe('a patient’s day', () => {
  it('begins with today: what is eaten often is noted with one tap, counts, and is taken back', async () => {
    const one = await signedIn(PATIENT);
    const { page } = one;
    const name = `Tomato soup ${Date.now()}`;
    const before = new Date(Date.now() - 3 * 86_400_000).toISOString();
    await one.elsewhere('POST', '/api/v1/patients/me/food-log', {
      foodName: name,
      quantity: 300,
      unit: 'ml',
      calories: 240,
      timestamp: before,
    });
    await page.goto('/patients/me');
    await page.waitForURL('**/patients/me/today');
    const eaten = page.locator('[data-total=Eaten]');
    const kcal = async () => Number(/([\d,]+) kcal/.exec(await tell(eaten))?.[1]?.replace(',', '') ?? 0);
    const tap = page.getByRole('button', { name: `${name}, 300 ml` });
    await tap.waitFor();
    await page.waitForLoadState('networkidle');
    const was = await kcal();
    await tap.click();
    await page.getByText(`${name} was added.`).waitFor();
    await expectEventually(kcal, was + 240);
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('It was taken back.').waitFor();
    await expectEventually(kcal, was);
  });

  it('has food of the reference worked out while it is typed, and a correction keeps what was', async () => {
    const { page } = await signedIn(PATIENT);
    await page.goto('/patients/me/food-log');
    await page.getByLabel('What was eaten').fill('milk whole');
    const found = page.getByRole('listbox', { name: 'Foods that were found' }).getByRole('option');
    await found.first().waitFor();
    const kcalPer100g = Number(/(\d+) kcal in 100 g/.exec(await tell(found.first()))?.[1]);
    await found.first().click();
    await page.getByLabel('How much').fill('250');
    const shown = page.getByRole('group', { name: 'What is in it' }).locator('[data-amount=calories]');
    await page.getByText('for 250 g').waitFor();
    const kcal = Number(/(\d+) kcal/.exec(await tell(shown))?.[1]);
    expect(Math.abs(kcal - kcalPer100g * 2.5)).toBeLessThan(2);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText(/was added\./).waitFor();
    const entry = page.getByRole('list', { name: 'Food log of Today' }).getByRole('listitem').first();
    // What is kept is what was shown.
    await entry
      .filter({ hasText: '250 g' })
      .filter({ hasText: `${kcal} kcal` })
      .waitFor();

    await entry.getByRole('button', { name: /^More about/ }).click();
    await page.getByRole('menuitem', { name: 'Correct …' }).click();
    await page.getByRole('dialog').getByLabel('How much').fill('500');
    await dialogButton(page, 'Save the correction').click();
    await entry.filter({ hasText: '500 g' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await entry.getByRole('button', { name: /^More about/ }).click();
    await page.getByRole('menuitem', { name: 'History …' }).click();
    const change = page.getByRole('dialog').getByRole('list', { name: 'Changes' });
    expect(await tell(change)).toMatch(/by you.*How much: 250 → 500/);
  });

  it('adds up from activities, with the source of their energy, and symptoms, all on the timeline', async () => {
    const { page } = await signedIn(PATIENT);
    await page.goto('/patients/me/activity');
    await page.getByRole('combobox', { name: 'What was done' }).fill('cycling');
    await page.getByLabel('Minutes').fill('30');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const saved = page.getByRole('status').filter({ hasText: '“cycling” was added' });
    expect(await tell(saved)).toMatch(/\d+ kcal.*Worked out: 7\.5 MET × .* kg × 0\.5 h \(Compendium/);

    await page.getByRole('tab', { name: 'Today' }).click();
    await page.getByText('How I feel').click();
    const slider = page.getByRole('slider', { name: 'How bad, from 0 to 10' });
    await slider.press('End');
    await page.getByText('How bad: 10, worst imaginable').waitFor();
    await slider.press('ArrowLeft');
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('It was written down.').waitFor();

    await page.getByRole('tab', { name: 'Timeline' }).click();
    const today = page.getByRole('list', { name: 'Timeline of Today' });
    await today.locator('[data-kind=symptom]').filter({ hasText: '9 of 10, severe' }).first().waitFor();
    await today.locator('[data-kind=activity]').first().waitFor();
    await page.getByText('Symptoms', { exact: true }).click();
    await today.locator('[data-kind=activity]').first().waitFor({ state: 'detached' });
    await today.locator('[data-kind=symptom]').first().waitFor();
  });

  it('has symptoms corrected with what they were before, and deleted', async () => {
    const { page } = await signedIn(PATIENT);
    const notes = `Behind the left eye ${Date.now()}`;
    await page.goto('/patients/me/conditions');
    await page.getByRole('button', { name: 'Write down how you feel' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What happened').selectOption('A flare-up');
    await dialog.getByLabel('What it was like').fill(notes);
    await dialogButton(page, 'Write it down').click();
    const event = page
      .getByRole('list', { name: 'Events of Today' })
      .getByRole('listitem')
      .filter({ hasText: notes });
    expect(await tell(event)).toMatch(/^A flare-up\d\d:\d\d · 3 of 10, mild/);

    const choose = async (what: string) => {
      // While a dialog closes, its overlay still takes the clicks.
      await dialog.waitFor({ state: 'detached' });
      await event.getByRole('button', { name: /^More about/ }).click();
      await page.getByRole('menuitem', { name: what }).click();
    };
    await choose('Correct …');
    await dialog.getByRole('slider', { name: 'How bad, from 0 to 10' }).press('End');
    await dialog.getByLabel('What happened').selectOption('It got better');
    await dialogButton(page, 'Save the correction').click();
    await event.filter({ hasText: '10 of 10, worst imaginable' }).waitFor();
    await choose('History …');
    expect(await tell(dialog.getByRole('list', { name: 'Changes' }))).toMatch(
      /by you.*What happened: A flare-up → It got better.*How bad: 3 of 10, mild → 10 of 10, worst/,
    );
    await page.keyboard.press('Escape');
    await choose('Delete …');
    await dialogButton(page, 'Delete the event').click();
    await event.waitFor({ state: 'detached' });
  });

  it('refuses to correct what was changed elsewhere meanwhile', async () => {
    const one = await signedIn(PATIENT);
    const { page } = one;
    const notes = `Dizzy ${Date.now()}`;
    const events = '/api/v1/patients/me/condition-events';
    const made = (await one.elsewhere('POST', events, { eventType: 'symptom', notes })) as { id: string };
    await page.goto('/patients/me/conditions');
    const event = page.getByRole('listitem').filter({ hasText: notes });
    await event.getByRole('button', { name: /^More about/ }).click();
    await page.getByRole('menuitem', { name: 'Correct …' }).click();
    await one.elsewhere('PATCH', `${events}/${made.id}`, { severity: 5 });
    await page.getByRole('dialog').getByRole('slider').press('Home');
    await dialogButton(page, 'Save the correction').click();
    expect(await tell(page.getByRole('dialog').getByRole('alert'))).toContain('It was not saved');
    const now = (await one.elsewhere('GET', `${events}/${made.id}`)) as { severity: number };
    expect(now.severity).toBe(5);
  });

  it('has goals that follow what is measured', async () => {
    const one = await signedIn(PATIENT);
    const { page } = one;
    const found = await one.elsewhere('GET', '/api/v1/variables?q=29463-7&limit=1');
    const [weight] = (found as { items: { id: string }[] }).items;
    await one.elsewhere('POST', '/api/v1/patients/me/measurements', {
      variableId: weight?.id,
      value: 71.5,
      unit: 'kg',
      startAt: new Date(Date.now() - 3_600_000).toISOString(),
    });
    await page.goto('/patients/me/goals');
    await page.getByRole('button', { name: 'New goal' }).click();
    await dialogButton(page, 'Save the goal').click();
    await page.getByText('Choose what is measured').waitFor();
    await page.getByRole('combobox', { name: 'What is measured' }).fill('weight');
    await page.getByRole('option', { name: 'Weight', exact: true }).click();
    await page.getByRole('dialog').getByText('At most', { exact: true }).click();
    await page.getByLabel('Target in kg').fill('50');
    await dialogButton(page, 'Save the goal').click();
    const goal = page.locator('[data-goal="Weight at most 50 kg"]');
    await goal.first().waitFor();
    expect(await tell(goal.first())).toMatch(/71\.5 kg · aim: at most 50 kg/);
    await goal.first().getByRole('progressbar').waitFor({ state: 'attached' });
  });
});

describe('learning', () => {
  it('is written by a provider with the text as readers see it, and read by a patient, whose progress is kept', async () => {
    const title = `${TITLE} ${Date.now()}`;
    const { page: provider } = await signedIn(PROVIDER);
    await provider.goto('/app/learning/new');
    await provider.getByLabel('Title').fill(title);
    const text = provider.getByRole('textbox', { name: 'Text', exact: true });
    await text.fill(`${TEXT}\n\n![a picture](https://example.org/a.png)`);
    await provider.locator('[data-markdown]').getByRole('heading', { name: 'What helps' }).waitFor();
    expect(await provider.locator('[data-markdown] img').count()).toBe(0);
    await provider.getByRole('button', { name: 'Save' }).click();
    await provider.getByText('Text shows an image; link to it instead.').waitFor();
    await text.fill(TEXT);
    await provider.getByRole('button', { name: 'Save' }).click();
    await provider.getByRole('heading', { level: 1, name: title }).waitFor();

    const { page } = await signedIn(PATIENT);
    await page.goto('/patients/me/learning');
    await page.getByRole('link', { name: title }).click();
    const link = page.locator('[data-markdown]').getByRole('link', { name: /the society/ });
    expect(await link.getAttribute('rel')).toContain('noopener');
    const kept = page.waitForResponse(
      (answer) => answer.url().includes('/learning-progress') && answer.request().method() === 'PATCH',
    );
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    expect((await kept).status()).toBe(200);
    await page.getByText('Read: 95 %').waitFor();
    await page.getByRole('button', { name: 'I have finished this' }).click();
    await page.getByText('You have finished this.').waitFor();
    await page.getByRole('link', { name: 'Everything to learn' }).click();
    const finished = page.getByRole('list', { name: 'Finished' }).getByRole('listitem');
    await expectCount(finished.filter({ hasText: title }), 1);
  });
});

async function expectEventually(value: () => Promise<number>, expected: number): Promise<void> {
  for (let tries = 0; tries < 100 && (await value()) !== expected; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await value()).toBe(expected);
}
