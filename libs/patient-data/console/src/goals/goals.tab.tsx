import {
  dayText,
  Loaded,
  LoadMore,
  Nothing,
  PlainList,
  PlusIcon,
  RemoveDialog,
  Section,
  TargetIcon,
  useSession,
} from '@carenode/ui';
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { EditButtons } from '../shared/edit-buttons.js';
import { variableQuery } from '../shared/variables.queries.js';
import { type Goal, isCounted, isOpen, STATUS_WORDS } from './goal.rules.js';
import { draftOf, type Followed, type GoalDraft, NEW_GOAL } from './goal-draft.rules.js';
import { GoalBar } from './goal-bar.js';
import { GoalForm } from './goal-form.js';
import { GoalValue } from './goal-value.js';
import { goalsQuery, useGoalRemoval } from './goals.queries.js';

interface OfPatient {
  readonly patientId: string;
}

interface Opened {
  readonly goalId: string | null;
  readonly start: GoalDraft;
}

/** What the patient wants to reach, and how far it is. */
export function GoalsTab({ patientId }: OfPatient) {
  const goals = useInfiniteQuery(goalsQuery(patientId));
  const client = useQueryClient();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [removed, setRemoved] = useState<Goal | null>(null);
  const removal = useGoalRemoval(patientId);
  const change = async (goal: Goal) => {
    const variable: Followed | null =
      goal.variableId === null ? null : await client.ensureQueryData(variableQuery(goal.variableId));
    setOpened({ goalId: goal.id, start: draftOf(goal, variable) });
  };
  const list = (label: string, items: readonly Goal[]) => (
    <PlainList label={label} gap="sm">
      {items.map((goal) => (
        <GoalCard
          key={goal.id}
          patientId={patientId}
          goal={goal}
          onChange={() => void change(goal)}
          onRemove={() => setRemoved(goal)}
        />
      ))}
    </PlainList>
  );
  return (
    <Stack gap="lg">
      <Section
        title="Goals"
        about="What is to be reached, and how it goes. Goals that follow measurements keep themselves."
        actions={
          <Button
            leftSection={<PlusIcon size={18} />}
            onClick={() => setOpened({ goalId: null, start: NEW_GOAL })}
          >
            New goal
          </Button>
        }
      >
        <Loaded query={goals} lines={6}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items).filter(isOpen);
            return items.length === 0 ? (
              <Nothing icon={TargetIcon} title="There are no goals at the moment" />
            ) : (
              list('Goals', items)
            );
          }}
        </Loaded>
      </Section>
      {goals.data?.pages.some(({ items }) => items.some((goal) => !isOpen(goal))) && (
        <Section title="Goals that are over">
          {list(
            'Goals that are over',
            goals.data.pages.flatMap(({ items }) => items).filter((goal) => !isOpen(goal)),
          )}
        </Section>
      )}
      <LoadMore query={goals} />
      {opened !== null && (
        <GoalForm
          key={opened.goalId ?? 'new'}
          patientId={patientId}
          goalId={opened.goalId}
          start={opened.start}
          onClose={() => setOpened(null)}
        />
      )}
      <RemoveDialog noun="goal" of={removed} removal={removal} onClose={() => setRemoved(null)}>
        {({ title }) => `“${title}” is gone then. What was measured stays.`}
      </RemoveDialog>
    </Stack>
  );
}

interface GoalCardProps extends OfPatient {
  readonly goal: Goal;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}

function GoalCard({ patientId, goal, onChange, onRemove }: GoalCardProps) {
  const session = useSession();
  const mayWrite = session.userType === 'patient' || goal.recordedBy === session.id;
  return (
    <Paper component="li" p="md" data-goal={goal.title}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <div style={{ minWidth: 0 }}>
          <Title order={3} style={{ overflowWrap: 'anywhere' }}>
            {goal.title}
          </Title>
          {goal.description !== null && (
            <Text size="sm" c="dimmed" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
              {goal.description}
            </Text>
          )}
        </div>
        <Group gap={4} wrap="nowrap">
          {goal.status !== 'active' && <Badge color="gray">{STATUS_WORDS[goal.status] ?? goal.status}</Badge>}
          {mayWrite && <EditButtons of={goal.title} onChange={onChange} onRemove={onRemove} />}
        </Group>
      </Group>
      <GoalBar goal={goal} />
      {goal.measuredOn !== null && (
        <Text size="xs" c="dimmed" mt={2}>
          Last measured on {dayText(goal.measuredOn)}
        </Text>
      )}
      {mayWrite && isCounted(goal) && goal.variableId === null && isOpen(goal) && (
        <GoalValue patientId={patientId} goal={goal} />
      )}
    </Paper>
  );
}
