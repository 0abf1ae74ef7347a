import { Stack } from '@mantine/core';

import { ErasureSection } from './erasure-section.js';
import { ExportSection } from './export-section.js';

/** The patient takes their data with them, or leaves. */
export function Component() {
  return (
    <Stack gap="lg">
      <ExportSection />
      <ErasureSection />
    </Stack>
  );
}
