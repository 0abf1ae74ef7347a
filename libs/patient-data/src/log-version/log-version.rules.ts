import type { FormerRecord } from '@carenode/records-contract';

/**
 * Entries and their parts are kept one after the other when both change: what is one version of the entry becomes one here,
 * with the parts. The order stays.
 */
export function joined(items: readonly FormerRecord[]): FormerRecord[] {
  const byVersion = new Map<number, FormerRecord>();
  for (const item of items) {
    const later = byVersion.get(item.version);
    byVersion.set(item.version, later ? { ...later, record: { ...item.record, ...later.record } } : item);
  }
  return [...byVersion.values()];
}
