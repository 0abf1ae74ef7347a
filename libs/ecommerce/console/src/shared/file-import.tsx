import {
  AlertIcon,
  answerOf,
  api,
  FileIcon,
  Loading,
  ProblemAlert,
  type Schemas,
  upload,
} from '@carenode/ui';
import { Alert, Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';

import { SHOP } from './shop.keys.js';

type Job = Schemas['Job'];

const POLL_MS = 700;
const ENDED = ['done', 'failed', 'cancelled'];

const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', id],
    queryFn: ({ signal }): Promise<Job> =>
      answerOf(api.GET('/api/v1/jobs/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) =>
      state.data !== undefined && ENDED.includes(state.data.status) ? false : POLL_MS,
  });

interface FileImportProps {
  /** What the file is called: `Products as CSV`. */
  readonly label: string;
  readonly accept: string;
  readonly path: string;
  /** What is sent as the content type. */
  readonly contentType: string;
  readonly children: (result: unknown) => ReactNode;
}

/** Sends a file that the instance imports in the background, and shows what came of it. */
export function FileImport({ label, accept, path, contentType, children }: FileImportProps) {
  const [name, setName] = useState('');
  const reset = useRef<() => void>(null);
  const sending = useMutation({
    mutationFn: async (file: File) => {
      setName(file.name);
      const answer = await upload({ path, body: file, headers: { 'content-type': contentType } });
      return (answer as { readonly jobId: string }).jobId;
    },
    // The same file can be chosen again, as after a trial.
    onSettled: () => reset.current?.(),
  });
  return (
    <Stack gap="md" align="stretch">
      <Group gap="sm">
        <FileButton
          accept={accept}
          resetRef={reset}
          onChange={(file) => file && sending.mutate(file)}
          inputProps={{ 'aria-label': label }}
        >
          {(props) => (
            <Button
              {...props}
              variant="light"
              leftSection={<FileIcon size={18} />}
              loading={sending.isPending}
            >
              Choose a file
            </Button>
          )}
        </FileButton>
        {name !== '' && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
        )}
      </Group>
      {sending.error && <ProblemAlert error={sending.error} title="The file was not taken" />}
      {sending.isSuccess && (
        <Running key={sending.data} jobId={sending.data}>
          {children}
        </Running>
      )}
    </Stack>
  );
}

interface RunningProps {
  readonly jobId: string;
  readonly children: (result: unknown) => ReactNode;
}

function Running({ jobId, children }: RunningProps) {
  const job = useQuery(jobQuery(jobId));
  const client = useQueryClient();
  const isEnded = job.data !== undefined && ENDED.includes(job.data.status);
  useEffect(() => {
    if (isEnded) void client.invalidateQueries({ queryKey: SHOP });
  }, [isEnded, client]);
  if (!job.data) return job.error ? <ProblemAlert error={job.error} /> : <Loading lines={2} />;
  const { status, progressDone, progressTotal, result, problem } = job.data;
  if (status === 'done') return <>{children(result)}</>;
  if (isEnded)
    return (
      <Alert role="alert" color="red" icon={<AlertIcon />} title="The file was not imported">
        <Text size="sm">{reasonOf(problem)}</Text>
      </Alert>
    );
  const share = progressTotal === null || progressTotal === 0 ? 100 : (100 * progressDone) / progressTotal;
  return (
    <div role="status">
      <Text size="sm" mb={4}>
        The file is read …
      </Text>
      <Progress value={share} animated={progressTotal === null} aria-label="How much is read" />
    </div>
  );
}

function reasonOf(problem: unknown): string {
  const message = (problem as { readonly message?: unknown } | null)?.message;
  return typeof message === 'string' ? message : 'Nothing more is known about why.';
}
