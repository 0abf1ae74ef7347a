import { ApiError, Loaded, momentText, ProblemAlert, Section, sizeText } from '@carenode/ui';
import { Anchor, Badge, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';

import { patientKey } from '../patient/patient.queries.js';
import { problemFrom, reportFrom } from './import-report.js';
import { STATUS_BADGES } from './import-status.js';
import { type Import, importQuery } from './imports.queries.js';
import { ReportSections } from './report-sections.js';

/** One import: how far it is, and when it is over what became of the file. */
export function ImportView({ patientId }: { readonly patientId: string }) {
  const { importId = '' } = useParams();
  const watched = useQuery(importQuery(patientId, importId));
  useFreshRecord(patientId, watched.data?.status === 'done');
  const report = reportFrom(watched.data?.report);
  return (
    <Stack gap="lg">
      <Loaded query={watched} lines={4}>
        {(found) => (
          <Section
            title={found.fileName ?? 'A file'}
            about={`${sizeText(found.byteCount)}, sent on ${momentText(found.createdAt)}`}
            actions={<StatusBadge status={found.status} />}
          >
            <Outcome found={found} />
          </Section>
        )}
      </Loaded>
      {report && <ReportSections report={report} />}
      {watched.data && watched.error && (
        <ProblemAlert error={watched.error} onRetry={() => void watched.refetch()} />
      )}
      <Anchor component={Link} to={`/patients/${patientId}/imports`} preventScrollReset size="sm">
        Import another file
      </Anchor>
    </Stack>
  );
}

function StatusBadge({ status }: Pick<Import, 'status'>) {
  const badge = STATUS_BADGES[status];
  return (
    <Badge size="lg" color={badge?.color ?? 'gray'} role="status" data-import={status}>
      {badge?.label ?? status}
    </Badge>
  );
}

function Outcome({ found }: { readonly found: Import }) {
  switch (found.status) {
    case 'done':
      return <Text size="sm">Every entry of the file is accounted for below.</Text>;
    case 'running':
      return <Running found={found} />;
    case 'interrupted':
      return (
        <Text size="sm">
          The instance was stopped while it worked on the file. Nothing of it was stored; please import it
          again.
        </Text>
      );
    default: {
      const { code, detail, errors } = problemFrom(found.problem);
      const status = found.status === 'refused' ? 422 : 500;
      return (
        <ProblemAlert
          title={`The file was ${found.status === 'refused' ? 'refused' : 'not imported'}; nothing of it was stored`}
          error={new ApiError({ status, code, detail, errors })}
        />
      );
    }
  }
}

function Running({ found: { recordsRead, recordsDone } }: { readonly found: Import }) {
  const percent = recordsRead ? Math.round((recordsDone / recordsRead) * 100) : 0;
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Text size="sm">
          {recordsRead === null ? 'Reading the file' : `${recordsDone} of ${recordsRead} records compared`}
        </Text>
        {recordsRead !== null && (
          <Text size="sm" c="dimmed">
            {percent} %
          </Text>
        )}
      </Group>
      <Progress value={recordsRead === null ? 100 : percent} animated size="lg" aria-label="Imported" />
    </div>
  );
}

/** What was shown of the record before is out of date once a file is in. */
function useFreshRecord(patientId: string, isDone: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (isDone) void client.invalidateQueries({ queryKey: patientKey(patientId), refetchType: 'none' });
  }, [client, patientId, isDone]);
}
