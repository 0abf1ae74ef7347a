import {
  FileIcon,
  Loaded,
  LoadMore,
  momentText,
  Nothing,
  ProblemAlert,
  Section,
  sizeText,
} from '@carenode/ui';
import { Anchor, Badge, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Route, Routes, useNavigate } from 'react-router';

import { DropArea } from './drop-area.js';
import { STATUS_BADGES } from './import-status.js';
import { ImportView } from './import-view.js';
import { importsQuery, useUpload } from './imports.queries.js';

interface OfPatient {
  readonly patientId: string;
}

/** Bringing a file in, and what became of the files before. */
export function ImportsTab({ patientId }: OfPatient) {
  return (
    <Routes>
      <Route
        index
        element={
          <Stack gap="lg">
            <NewImport patientId={patientId} />
            <PastImports patientId={patientId} />
          </Stack>
        }
      />
      <Route path=":importId" element={<ImportView patientId={patientId} />} />
    </Routes>
  );
}

function NewImport({ patientId }: OfPatient) {
  const navigate = useNavigate();
  const sending = useUpload(patientId);
  const choose = (file: File) =>
    sending.mutate(file, {
      onSuccess: ({ id }) =>
        void navigate(`/patients/${patientId}/imports/${id}`, { preventScrollReset: true }),
    });
  const percent = Math.round(sending.share * 100);
  return (
    <Section
      title="Import a file"
      about="A FHIR R4 bundle in JSON, as many clinics and health apps give out. All of it is stored, or nothing."
    >
      <Stack>
        {sending.error && (
          <ProblemAlert
            error={sending.error}
            title={`“${sending.variables?.name ?? 'The file'}” was not imported`}
          />
        )}
        {sending.isPending ? (
          <div role="status">
            <Group justify="space-between" mb={6}>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                Sending “{sending.variables.name}” ({sizeText(sending.variables.size)})
              </Text>
              <Text size="sm" c="dimmed">
                {percent} %
              </Text>
            </Group>
            <Progress value={percent} size="lg" aria-label="Sent" />
          </div>
        ) : (
          <DropArea onFile={choose} />
        )}
      </Stack>
    </Section>
  );
}

function PastImports({ patientId }: OfPatient) {
  const imports = useInfiniteQuery(importsQuery(patientId));
  return (
    <Section title="Imports until now">
      <Loaded query={imports}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Nothing icon={FileIcon} title="Nothing was imported yet" />;
          return (
            <Table verticalSpacing="sm" aria-label="Imports">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>File</Table.Th>
                  <Table.Th>State</Table.Th>
                  <Table.Th visibleFrom="sm">When</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map(({ id, fileName, byteCount, status, createdAt }) => (
                  <Table.Tr key={id}>
                    <Table.Td>
                      <Anchor
                        component={Link}
                        to={`/patients/${patientId}/imports/${id}`}
                        preventScrollReset
                        size="sm"
                        style={{ overflowWrap: 'anywhere' }}
                      >
                        {fileName ?? 'A file'}
                      </Anchor>
                      <Text size="xs" c="dimmed">
                        {sizeText(byteCount)}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Badge color={STATUS_BADGES[status]?.color ?? 'gray'}>
                        {STATUS_BADGES[status]?.label ?? status}
                      </Badge>
                    </Table.Td>
                    <Table.Td visibleFrom="sm">{momentText(createdAt)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          );
        }}
      </Loaded>
      <LoadMore query={imports} />
    </Section>
  );
}
