import { readdirSync } from 'node:fs';

import type { TestHost } from '@carenode/testing';

/** How many files the host keeps, half-written ones included. */
export function filesKept({ filesDirectory }: Pick<TestHost, 'filesDirectory'>): number {
  const entries = readdirSync(filesDirectory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}
