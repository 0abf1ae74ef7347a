import {
  download,
  DownloadIcon,
  FileIcon,
  Loaded,
  Nothing,
  PlainList,
  ProblemAlert,
  Section,
} from '@carenode/ui';
import { Badge, Button, Group, Progress, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';

import { badgeOf, exportText, isUnderWay, percentDone } from './export.rules.js';
import {
  type DataExport,
  exportsQuery,
  jobQuery,
  useAskForExport,
  useCancelExport,
} from './my-data.queries.js';

/** Everything about the patient in one file. */
export function ExportSection() {
  const exports = useQuery(exportsQuery);
  const ask = useAskForExport();
  const isBusy = exports.data?.some(isUnderWay) ?? true;
  return (
    <Section
      title="A file with all my data"
      about="Everything this instance holds about you, as a ZIP file for yourself or for another system. It is made in the background."
      actions={
        <Button disabled={isBusy} loading={ask.isPending} onClick={() => ask.mutate()}>
          Make a file
        </Button>
      }
    >
      {ask.error && <ProblemAlert error={ask.error} title="No file is being made" />}
      <Loaded query={exports}>
        {(items) =>
          items.length === 0 ? (
            <Nothing icon={FileIcon} title="You have not asked for a file yet" />
          ) : (
            <PlainList label="Files with my data">
              {items.map((one) => (
                <Export key={one.id} made={one} />
              ))}
            </PlainList>
          )
        }
      </Loaded>
    </Section>
  );
}

function Export({ made }: { readonly made: DataExport }) {
  const save = useMutation({ mutationFn: () => download(`/api/v1/patients/me/exports/${made.id}/file`) });
  const cancel = useCancelExport();
  const { status, jobId } = made;
  const { label, color } = badgeOf(status);
  return (
    <li data-export={status}>
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 14rem' }}>
          <Group gap="xs" role="status">
            <Text fw={600}>My data</Text>
            <Badge color={color}>{label}</Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {exportText(made)}
          </Text>
        </div>
        {status === 'ready' && (
          <Button
            variant="light"
            leftSection={<DownloadIcon size={18} />}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            Download
          </Button>
        )}
        {isUnderWay(made) && jobId !== null && (
          <Button
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(jobId)}
            aria-label="Cancel: my data"
          >
            Cancel
          </Button>
        )}
      </Group>
      {isUnderWay(made) && jobId !== null && <HowFar jobId={jobId} />}
      {save.error && <ProblemAlert error={save.error} title="The file was not downloaded" />}
      {cancel.error && <ProblemAlert error={cancel.error} />}
    </li>
  );
}

function HowFar({ jobId }: { readonly jobId: string }) {
  const job = useQuery(jobQuery(jobId));
  const percent = percentDone(job.data);
  return (
    <>
      <Progress
        mt="xs"
        value={percent ?? 100}
        animated={percent === null}
        striped={percent === null}
        aria-label="How far the file is"
      />
      {job.data?.progressNote && (
        <Text size="xs" c="dimmed" mt={2}>
          {job.data.progressNote}
        </Text>
      )}
    </>
  );
}
