import { ApiError, Loaded, momentText, plural, ProblemAlert, Section, sizeText } from '@carenode/ui';
import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';

import { patientKey } from '../patient/patient.queries.js';
import { formatTitle } from './export-guide.rules.js';
import { ImportProgress } from './import-progress.js';
import { problemFrom, reportFrom } from './import-report.rules.js';
import { isCancellable, STATUS_BADGES } from './import-status.rules.js';
import { type Import, useFollowedImport, useImportStep } from './imports.queries.js';
import { ProblemsSection } from './problems-section.js';
import { QuestionsForm } from './questions-form.js';
import { ReportSections } from './report-sections.js';
import { UndoButton } from './undo-button.js';

/** One import: what it asks, how far it is, and when it is over what became of the file. */
export function ImportView({ patientId }: { readonly patientId: string }) {
  const { importId = '' } = useParams();
  const followed = useFollowedImport(patientId, importId);
  useFreshRecord(patientId, followed.data?.status);
  const report = followed.data?.status === 'done' ? reportFrom(followed.data.report) : null;
  return (
    <Stack gap="lg">
      <Loaded query={followed} lines={4}>
        {(found) => (
          <Section title={found.fileName ?? 'A file'} about={aboutOf(found)} actions={<Status of={found} />}>
            <Stack align="stretch">
              <Outcome patientId={patientId} found={found} />
              <Steps patientId={patientId} found={found} />
            </Stack>
          </Section>
        )}
      </Loaded>
      {report && (
        <>
          <ReportSections report={report} />
          {report.problems && report.problems.told > 0 && (
            <ProblemsSection patientId={patientId} importId={importId} problems={report.problems} />
          )}
        </>
      )}
      {followed.data && followed.error && (
        <ProblemAlert error={followed.error} onRetry={() => void followed.refetch()} />
      )}
      <Anchor component={Link} to={`/patients/${patientId}/imports`} preventScrollReset size="sm">
        Import another file
      </Anchor>
    </Stack>
  );
}

function aboutOf({ byteCount, createdAt, formats }: Import): string {
  const kinds = formats.length === 0 ? '' : `${formats.map(formatTitle).join(', ')} · `;
  return `${kinds}${sizeText(byteCount)}, sent on ${momentText(createdAt)}`;
}

function Status({ of: { status } }: { readonly of: Import }) {
  const badge = STATUS_BADGES[status];
  return (
    <Badge size="lg" color={badge?.color ?? 'gray'} role="status" data-import={status}>
      {badge?.label ?? status}
    </Badge>
  );
}

interface OfImport {
  readonly patientId: string;
  readonly found: Import;
}

function Outcome({ patientId, found }: OfImport) {
  switch (found.status) {
    case 'waiting':
      return <QuestionsForm key={found.version} patientId={patientId} found={found} />;
    case 'queued':
      return (
        <Text size="sm">It begins as soon as the imports before it are over. You may leave this page.</Text>
      );
    case 'running':
      return <ImportProgress found={found} />;
    case 'undoing':
      return (
        <Text size="sm" role="status">
          What it stored is being taken back: {plural(found.rowsUndone, 'row')} so far. You may leave this
          page.
        </Text>
      );
    case 'done':
      return <Text size="sm">Every record of the file is accounted for below.</Text>;
    case 'undone':
      return (
        <Text size="sm">
          It was undone{found.undoneAt === null ? '' : ` on ${momentText(found.undoneAt)}`}:{' '}
          {plural(found.rowsUndone, 'row')} {found.rowsUndone === 1 ? 'was' : 'were'} taken back, and your
          record is as it was before. The file can be imported again.
        </Text>
      );
    case 'cancelled':
      return <Text size="sm">It was cancelled, and nothing of the file is stored.</Text>;
    case 'interrupted':
      return (
        <Text size="sm">
          The instance was stopped while it worked on the file. Try again: it goes on where it was, and
          nothing is stored twice.
        </Text>
      );
    default:
      return <Refusal found={found} />;
  }
}

function Refusal({ found: { status, problem } }: Pick<OfImport, 'found'>) {
  const { code, detail, errors } = problemFrom(problem);
  const isRefused = status === 'refused';
  return (
    <ProblemAlert
      title={
        isRefused
          ? 'The file was refused; nothing of it was stored'
          : 'The instance could not finish; what was stored so far is kept until you cancel'
      }
      error={new ApiError({ status: isRefused ? 422 : 500, code, detail, errors })}
    />
  );
}

/** What can be done with it as it stands. */
function Steps({ patientId, found }: OfImport) {
  const cancelling = useImportStep(patientId, found.id, 'cancel');
  const retrying = useImportStep(patientId, found.id, 'retry');
  const { status } = found;
  const mayRetry = status === 'failed' || status === 'interrupted';
  if (!isCancellable(status) && status !== 'done') return null;
  const error = cancelling.error ?? retrying.error;
  return (
    <Stack gap="sm">
      {error && <ProblemAlert error={error} />}
      <Group>
        {mayRetry && (
          <Button size="sm" loading={retrying.isPending} onClick={() => retrying.mutate()}>
            Try again
          </Button>
        )}
        {isCancellable(status) && (
          <Button
            size="sm"
            variant="default"
            loading={cancelling.isPending}
            onClick={() => cancelling.mutate()}
          >
            Cancel the import
          </Button>
        )}
        {status === 'done' && <UndoButton patientId={patientId} found={found} />}
      </Group>
    </Stack>
  );
}

/** What was shown of the record before is out of date once a file is in, or taken back. */
function useFreshRecord(patientId: string, status: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (status === 'done' || status === 'undone' || status === 'cancelled')
      void client.invalidateQueries({ queryKey: patientKey(patientId), refetchType: 'none' });
  }, [client, patientId, status]);
}
