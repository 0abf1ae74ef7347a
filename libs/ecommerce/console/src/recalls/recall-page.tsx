import { dayText, Loaded, momentText, Nothing, PageHeader, PeopleIcon, Section } from '@carenode/ui';
import { DataList, Progress, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';

import { MatchList } from './match-list.js';
import { completionQuery, recallQuery } from './recalls.queries.js';
import { TOLD_WORDS } from './recalls.rules.js';

/** A recall, the lots of the shop that it means, and who has answered. */
export function RecallPage() {
  const { id = '' } = useParams();
  const recall = useQuery(recallQuery(id));
  return (
    <>
      <PageHeader
        title={recall.data ? `Recall ${recall.data.recallNumber}` : 'Recall'}
        about={[recall.data?.classification, recall.data?.status].filter(Boolean).join(' · ')}
        back={{ to: '/app/recalls', label: 'Recalls' }}
      />
      <Stack gap="lg">
        <Loaded query={recall} lines={8}>
          {(found) => (
            <Section title="What is recalled">
              <DataList orientation="horizontal" labelWidth="9rem">
                {(
                  [
                    ['Product', found.productDescription],
                    ['Why', found.reason],
                    ['Lots', found.codeInfo],
                    ['Firm', found.recallingFirm],
                    ['Sold in', found.distribution],
                    ['Began', found.initiatedOn && dayText(found.initiatedOn)],
                    ['Published', found.reportedOn && dayText(found.reportedOn)],
                    ['Ended', found.terminatedOn && dayText(found.terminatedOn)],
                  ] as const
                )
                  .filter(([, value]) => value !== null && value !== '')
                  .map(([label, value]) => (
                    <DataList.Item key={label}>
                      <DataList.ItemLabel>{label}</DataList.ItemLabel>
                      <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
                    </DataList.Item>
                  ))}
              </DataList>
            </Section>
          )}
        </Loaded>
        <Section title="Lots that may be meant">
          <MatchList status="" recallId={id} />
        </Section>
        <Completion id={id} />
      </Stack>
    </>
  );
}

function Completion({ id }: { readonly id: string }) {
  const completion = useQuery(completionQuery(id));
  return (
    <Section title="Who was told, and who answered">
      <Loaded query={completion} lines={4}>
        {({ told, acknowledged, percent, notices, responses }) =>
          told === 0 ? (
            <Nothing
              icon={PeopleIcon}
              title="Nobody was to be told"
              text="Those who bought of a lot are told once it is confirmed that the recall means it."
            />
          ) : (
            <Stack>
              <div>
                <Text size="sm" mb={4} data-completion>
                  {acknowledged} of {told} answered, {Math.round(percent)} %
                </Text>
                <Progress value={percent} aria-label="How many have answered" />
              </div>
              <Text size="sm" c="dimmed">
                {Object.entries(responses)
                  .map(([response, count]) => `${TOLD_WORDS[response] ?? response}: ${count}`)
                  .join(' · ')}
              </Text>
              <Table verticalSpacing="sm" aria-label="Who was told">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Told</Table.Th>
                    <Table.Th ta="end">Units</Table.Th>
                    <Table.Th>Answer</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {notices.map((notice) => (
                    <Table.Tr key={notice.noticeId}>
                      <Table.Td>
                        {notice.notifiedAt === null
                          ? 'Could not be told: they were erased before'
                          : momentText(notice.notifiedAt)}
                      </Table.Td>
                      <Table.Td ta="end">{notice.quantity}</Table.Td>
                      <Table.Td>
                        {notice.response === null
                          ? 'Not yet'
                          : (TOLD_WORDS[notice.response] ?? notice.response)}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Stack>
          )
        }
      </Loaded>
    </Section>
  );
}
