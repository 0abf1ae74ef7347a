import { FileIcon, momentText, Nothing, PagedList, Section, sizeText } from '@carenode/ui';
import { Anchor, Badge, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Route, Routes } from 'react-router';

import { ExportGuide } from './export-guide.js';
import { formatTitle } from './export-guide.rules.js';
import { isMoving, STATUS_BADGES } from './import-status.rules.js';
import { ImportView } from './import-view.js';
import { importsQuery } from './imports.queries.js';
import { NewImport } from './new-import.js';

interface OfPatient {
  readonly patientId: string;
}

const POLL_MS = 3_000;

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
            <ExportGuide />
          </Stack>
        }
      />
      <Route path=":importId" element={<ImportView patientId={patientId} />} />
    </Routes>
  );
}

function PastImports({ patientId }: OfPatient) {
  const imports = useInfiniteQuery({
    ...importsQuery(patientId),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => isMoving(status))) ? POLL_MS : false,
  });
  return (
    <Section title="Imports until now">
      <PagedList
        query={imports}
        nothing={
          <Nothing
            icon={FileIcon}
            title="Nothing was imported yet"
            text="Most people begin with Apple Health (your picture → Export All Health Data) or the app of their device. How to get each file stands below."
          />
        }
      >
        {(items) => (
          <Table verticalSpacing="sm" aria-label="Imports">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>File</Table.Th>
                <Table.Th>State</Table.Th>
                <Table.Th visibleFrom="sm">When</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map(({ id, fileName, formats, format, byteCount, status, createdAt }) => (
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
                      {[sizeText(byteCount), ...kindsOf(formats, format)].join(' · ')}
                    </Text>
                    <Text size="xs" c="dimmed" hiddenFrom="sm">
                      {momentText(createdAt)}
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
        )}
      </PagedList>
    </Section>
  );
}

function kindsOf(formats: readonly string[], format: string): string[] {
  if (formats.length > 0) return formats.map(formatTitle);
  return format === 'unknown' ? [] : [formatTitle(format)];
}
