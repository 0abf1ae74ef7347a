import { countText, PlainList } from '@carenode/ui';
import { DataList, Stack, Text } from '@mantine/core';

interface ImportReportProps {
  /** What was counted, and how many. */
  readonly counts: readonly (readonly [label: string, count: number])[];
  /** One sentence per thing that was not taken. */
  readonly refusals: readonly string[];
  /** How many were not taken in all. */
  readonly refused: number;
}

/** What came of a file: numbers that add up, and what was not taken. */
export function ImportReport({ counts, refusals, refused }: ImportReportProps) {
  return (
    <Stack gap="sm" data-report>
      <DataList orientation="horizontal" labelWidth="12rem">
        {counts.map(([label, count]) => (
          <DataList.Item key={label} data-term={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue>{countText(count)}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
      {refusals.length > 0 && (
        <div>
          <Text fw={600} size="sm" mb={4}>
            Not taken{refusals.length < refused && `, the first ${countText(refusals.length)}`}
          </Text>
          <div
            style={{ maxHeight: '20rem', overflowY: 'auto' }}
            tabIndex={0}
            role="region"
            aria-label="Not taken"
          >
            <PlainList label="Not taken" gap="2">
              {refusals.map((text, at) => (
                <Text component="li" size="sm" key={at} style={{ overflowWrap: 'anywhere' }}>
                  {text}
                </Text>
              ))}
            </PlainList>
          </div>
        </div>
      )}
    </Stack>
  );
}
