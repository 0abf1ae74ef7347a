import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

/** Waits until a list has so many items, and fails when it never does. */
export async function expectCount(items: Locator, count: number): Promise<void> {
  await items.nth(count - 1).waitFor();
  for (let tries = 0; tries < 100 && (await items.count()) !== count; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await items.count()).toBe(count);
}

/** The same for the rows of a table, its head aside. */
export function expectRows(table: Locator, count: number): Promise<void> {
  return expectCount(table.locator('tbody tr'), count);
}

/** The numbers of the report that is shown, by what they count. */
export async function reportNumbers(page: Page): Promise<Record<string, number>> {
  const terms = page.locator('[data-report] [data-term]');
  await terms.first().waitFor();
  const numbers: Record<string, number> = {};
  for (const term of await terms.all()) {
    const label = (await term.getAttribute('data-term')) ?? '';
    numbers[label] = parseInt(((await term.textContent()) ?? '').replace(',', ''), 10);
  }
  return numbers;
}

/** Switches patient-data on the page of modules, as an admin does. */
export async function turn(page: Page, to: 'on' | 'off', reason: string): Promise<void> {
  await openSwitch(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: `Switch ${to}` }).click();
  await page.locator(`[data-module=patient-data][data-state=${to}]`).waitFor();
}

/** Asks for the switch, up to the question whether it is meant. */
export async function openSwitch(page: Page): Promise<void> {
  // While a dialog closes, its overlay still takes the clicks.
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const toggle = page.getByRole('switch', { name: /^Patient data/ });
  await toggle.and(page.locator(':enabled')).waitFor({ state: 'attached' });
  // The track of a switch lies over its input, as with any styled checkbox: people click on what they see.
  await toggle.click({ force: true });
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Switch/ })
    .waitFor();
}

/** Switches patient-data on again if a drill before left it off. */
export async function restoreModule(page: Page): Promise<void> {
  await page.goto('/modules');
  await page.locator('[data-module=patient-data]').waitFor();
  if ((await page.locator('[data-module=patient-data][data-state=off]').count()) > 0)
    await turn(page, 'on', '');
}

/** A button of the dialog that is open. */
export function dialogButton(page: Page, name: string): Locator {
  return page.getByRole('dialog').getByRole('button', { name, exact: true });
}

/** What stands there, once it is there. */
export async function tell(place: Locator): Promise<string> {
  await place.waitFor();
  return (await place.textContent()) ?? '';
}

/** Finds somebody by their address and chooses them. */
export async function choosePerson(page: Page, label: string, email: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).fill(email);
  await page.getByRole('option', { name: new RegExp(email.replaceAll('.', '\\.')) }).click();
}
