import { Group, Progress, Text } from '@mantine/core';

import { aimText, amountText, type Goal, isCounted, outlookOf, paceText, shareOf } from './goal.rules.js';

const COLORS = { good: 'green', warning: 'yellow', plain: undefined } as const;

/** How far a goal is: its value, the bar where the way is known, and what is to be expected, in words. */
export function GoalBar({ goal }: { readonly goal: Goal }) {
  const share = shareOf(goal);
  const outlook = outlookOf(goal, new Date().toISOString().slice(0, 10));
  const aim = aimText(goal);
  const percent = share === null ? null : Math.round(share * 100);
  return (
    <>
      {isCounted(goal) && (
        <Group justify="space-between" gap="xs" mt={6}>
          <Text size="sm">
            {goal.currentValue === null ? (
              <Text span c="dimmed">
                No value yet
              </Text>
            ) : (
              <b>{amountText(goal.currentValue, goal.unit)}</b>
            )}
            {aim !== null && (
              <Text span c="dimmed">
                {' '}
                · aim: {aim}
              </Text>
            )}
          </Text>
          {percent !== null && (
            <Text size="sm" fw={600}>
              {percent} %
            </Text>
          )}
        </Group>
      )}
      {percent !== null && (
        <Progress
          value={percent}
          size="lg"
          mt={4}
          color={outlook.tone === 'good' ? 'green' : undefined}
          aria-label={`Progress of “${goal.title}”`}
        />
      )}
      <Text size="sm" mt={6} data-outlook={outlook.tone}>
        <Text span c={COLORS[outlook.tone] === undefined ? undefined : toneColor(outlook.tone)} fw={600}>
          {outlook.text}
        </Text>
        {paceText(goal) !== null && (
          <Text span c="dimmed">
            {' '}
            · {paceText(goal)}
          </Text>
        )}
      </Text>
    </>
  );
}

/** The text colour of the theme's tints, which has the contrast that text needs. */
const toneColor = (tone: 'good' | 'warning' | 'plain') =>
  tone === 'plain' ? undefined : `var(--mantine-color-${COLORS[tone]}-light-color)`;
