import { answerOf, api, countText, Section } from '@carenode/ui';
import { Accordion, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { variablesQuery } from '../measurements/measurements.queries.js';
import { patientKey } from '../patient/patient.queries.js';
import { variableName } from '../shared/variable-name.rules.js';
import { type OpenGroup, openGroups, seriesName } from './insight.rules.js';

interface CannotTellProps {
  readonly patientId: string;
  /** What the summary of the last run says. */
  readonly sources: unknown;
}

const MOST_NAMED = 20;

/** Questions that cannot be answered yet, and what is missing. */
export function CannotTell({ patientId, sources }: CannotTellProps) {
  const variables = useQuery(variablesQuery(patientId));
  const conditions = useQuery({
    queryKey: [...patientKey(patientId), 'conditions', 'names'],
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          api.GET('/api/v1/patients/{patientId}/conditions', {
            params: { path: { patientId }, query: { limit: 200 } },
            signal,
          }),
        )
      ).items,
    staleTime: 60_000,
  });
  const byVariable = new Map((variables.data ?? []).map((variable) => [variable.id, variableName(variable)]));
  const byCondition = new Map((conditions.data ?? []).map(({ id, name }) => [id, name]));
  const groups = openGroups(sources, (key) => seriesName(key, byVariable, byCondition));
  if (groups.length === 0) return null;
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return (
    <Section
      title="Cannot tell yet"
      about={`${countText(count)} questions need more before anything can be said, one way or the other.`}
    >
      <Accordion variant="contained" order={3}>
        {groups.map((group) => (
          <Accordion.Item key={group.reason} value={group.reason} data-open={group.reason}>
            <Accordion.Control>
              <Text size="sm" fw={600}>
                {group.text} ({countText(group.count)})
              </Text>
              <Text size="sm" c="dimmed">
                {group.remedy}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Questions group={group} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Section>
  );
}

function Questions({ group: { questions, count } }: { readonly group: OpenGroup }) {
  const shown = questions.slice(0, MOST_NAMED);
  return (
    <>
      <List size="sm">
        {shown.map(({ question, factor, outcome }) => (
          <List.Item key={question}>
            {factor === null
              ? `Does “${outcome}” go up or down?`
              : `Does “${factor}” go together with “${outcome}”?`}
          </List.Item>
        ))}
      </List>
      {count > shown.length && (
        <Text size="sm" c="dimmed" mt="xs">
          {shown.length === 0 ? '' : 'and '}
          {countText(count - shown.length)} {shown.length === 0 ? 'questions' : 'more'}.
        </Text>
      )}
    </>
  );
}
