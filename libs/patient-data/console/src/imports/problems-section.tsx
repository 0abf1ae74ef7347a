import { CheckIcon, countText, Nothing, PagedList, PlainList, Section } from '@carenode/ui';
import { Badge, Group, SegmentedControl, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { ImportReport } from './import-report.rules.js';
import { type ImportProblem, problemsQuery } from './imports.queries.js';

type Shown = 'all' | 'quarantined' | 'note';

interface ProblemsSectionProps {
  readonly patientId: string;
  readonly importId: string;
  readonly problems: NonNullable<ImportReport['problems']>;
}

/** Where and why records were not stored, and what else is to know about the files. */
export function ProblemsSection({ patientId, importId, problems }: ProblemsSectionProps) {
  const [shown, setShown] = useState<Shown>('all');
  const found = useInfiniteQuery(problemsQuery(patientId, importId, shown === 'all' ? undefined : shown));
  const untold = problems.quarantined + problems.notes - problems.told;
  return (
    <Section
      title="Problems and notes"
      about={
        untold > 0
          ? `The first ${countText(problems.told)} are told one by one; ${countText(untold)} more are only counted.`
          : 'In the order in which they stand in the files.'
      }
      actions={
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={(value) => setShown(value)}
          data={[
            { value: 'all', label: 'All' },
            { value: 'quarantined', label: `Quarantined (${countText(problems.quarantined)})` },
            { value: 'note', label: `Notes (${countText(problems.notes)})` },
          ]}
          aria-label="Which problems"
        />
      }
    >
      <PagedList query={found} nothing={<Nothing icon={CheckIcon} title="There are none of these" />}>
        {(items) => (
          <PlainList label="Problems and notes" gap="sm">
            {items.map((problem) => (
              <OneProblem key={problem.number} problem={problem} />
            ))}
          </PlainList>
        )}
      </PagedList>
    </Section>
  );
}

function OneProblem({
  problem: { severity, file, line, kind, field, reason },
}: {
  readonly problem: ImportProblem;
}) {
  const where = [file, line > 0 && `line or record ${countText(line)}`, kind, field]
    .filter(Boolean)
    .join(' · ');
  return (
    <li>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <Badge size="sm" color={severity === 'quarantined' ? 'red' : 'gray'}>
          {severity === 'quarantined' ? 'quarantined' : 'note'}
        </Badge>
        <div style={{ minWidth: 0 }}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {reason}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {where}
          </Text>
        </div>
      </Group>
    </li>
  );
}
