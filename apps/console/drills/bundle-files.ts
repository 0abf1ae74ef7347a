interface Entry {
  readonly resource: { readonly resourceType: string; identifier?: unknown; name?: unknown };
}

const READ = ['Patient', 'Condition', 'Observation', 'MedicationRequest', 'Goal'];

/** How many entries a bundle has, and of which of them something is stored; counted from the file alone. */
export function summaryOf(bundle: string): { entries: number; stored: number; skipped: number } {
  const { entry } = JSON.parse(bundle) as { entry: Entry[] };
  const stored = entry.filter(({ resource }) => READ.includes(resource.resourceType)).length;
  return { entries: entry.length, stored, skipped: entry.length - stored };
}

/** The same records about a patient whom no other system has told of. */
export function renamedPatient(bundle: string): string {
  const parsed = JSON.parse(bundle) as { entry: Entry[] };
  for (const { resource } of parsed.entry) {
    if (resource.resourceType !== 'Patient') continue;
    resource.identifier = [{ system: 'urn:carenode:drill', value: 'nora' }];
    resource.name = [{ family: 'Newcomer', given: ['Nora'] }];
  }
  return JSON.stringify(parsed);
}
