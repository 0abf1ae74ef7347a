import { BookIcon, Loaded, Nothing, PlainList, Section } from '@carenode/ui';
import { Paper, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Route, Routes } from 'react-router';

import { learningQuery } from './learning.queries.js';
import type { Learning } from './learning.rules.js';
import { LearningCard } from './learning-card.js';
import { LearningReader } from './learning-reader.js';

interface OfPatient {
  readonly patientId: string;
}

/** What the patient can learn from, and reading it. */
export function LearningTab({ patientId }: OfPatient) {
  return (
    <Routes>
      <Route index element={<LearningLists patientId={patientId} />} />
      <Route path=":resourceId" element={<LearningReader patientId={patientId} />} />
    </Routes>
  );
}

function LearningLists({ patientId }: OfPatient) {
  const learning = useQuery(learningQuery(patientId));
  return (
    <Stack gap="lg">
      <Section title="To learn" about="About your own conditions and treatments, and for everybody.">
        <Loaded query={learning} lines={6}>
          {(items) => {
            const open = items.filter(({ completed }) => !completed);
            if (open.length > 0) return <LearningList label="To learn" patientId={patientId} items={open} />;
            return (
              <Nothing
                icon={BookIcon}
                title={
                  items.length > 0 ? 'You have finished everything' : 'There is nothing to learn here yet'
                }
                text={
                  items.length > 0
                    ? undefined
                    : 'Providers offer texts about conditions and treatments; those about yours appear here.'
                }
              />
            );
          }}
        </Loaded>
      </Section>
      {learning.data?.some(({ completed }) => completed) && (
        <Section title="Finished">
          <LearningList
            label="Finished"
            patientId={patientId}
            items={learning.data.filter(({ completed }) => completed)}
          />
        </Section>
      )}
    </Stack>
  );
}

interface LearningListProps extends OfPatient {
  readonly label: string;
  readonly items: readonly Learning[];
}

function LearningList({ label, patientId, items }: LearningListProps) {
  return (
    <PlainList label={label} gap="sm">
      {items.map((item) => (
        <Paper component="li" p="md" key={item.resourceId} data-learning={item.title}>
          <LearningCard patientId={patientId} item={item} />
        </Paper>
      ))}
    </PlainList>
  );
}
