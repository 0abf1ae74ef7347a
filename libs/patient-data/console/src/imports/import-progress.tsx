import { Progress, Text } from '@mantine/core';
import { useEffect, useState } from 'react';

import { percentOf, type ProgressSample, progressText, rateOf, withSample } from './import-progress.rules.js';
import type { Import } from './imports.queries.js';

/** How far an import is, how fast, and how long it will take. */
export function ImportProgress({ found }: { readonly found: Import }) {
  const { bytesRead: bytes, byteCount, recordsDone } = found;
  const records = Math.max(found.recordsRead ?? 0, recordsDone);
  const [samples, setSamples] = useState<readonly ProgressSample[]>([]);
  useEffect(() => {
    setSamples((before) => withSample(before, { at: Date.now(), bytes, records }));
  }, [bytes, records]);
  const percent = percentOf(bytes, byteCount);
  return (
    <div>
      <Progress value={percent} animated size="lg" aria-label="Imported" mb={6} />
      <Text size="sm" data-progress={percent} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {percent} % · {progressText({ bytes, records }, byteCount, rateOf(samples))}
      </Text>
      <Text size="sm" c="dimmed">
        It goes on in the background: you may leave this page.
      </Text>
    </div>
  );
}
