import { ProblemAlert, Section, sizeText } from '@carenode/ui';
import { Button, Group, NativeSelect, Progress, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { DropArea } from './drop-area.js';
import { formatTitle } from './export-guide.rules.js';
import { sourcesQuery, useNewSource, useUpload } from './imports.queries.js';

const NONE = '';
/** No source has such an id: theirs are UUIDs. */
const NEW = 'new';

/** Sends a file, and opens its import. */
export function NewImport({ patientId }: { readonly patientId: string }) {
  const navigate = useNavigate();
  const sources = useQuery(sourcesQuery(patientId));
  const [source, setSource] = useState(NONE);
  const [name, setName] = useState('');
  const naming = useNewSource(patientId);
  const sending = useUpload(patientId);
  const isNameless = source === NEW && name.trim() === '';

  const send = async (file: File) => {
    let sourceId = source === NONE ? null : source;
    if (source === NEW) {
      sourceId = isNameless ? null : (await naming.mutateAsync(name.trim())).id;
      setSource(sourceId ?? NONE);
      setName('');
    }
    const { id } = await sending.mutateAsync({ file, sourceId });
    await navigate(`/patients/${patientId}/imports/${id}`, { preventScrollReset: true });
  };
  const isStopped = sending.error instanceof DOMException;
  const error = naming.error ?? (isStopped ? null : sending.error);
  return (
    <Section
      title="Import a file"
      about="From Apple Health, Fitbit, Garmin, glucose sensors, clinics and more. Nothing is stored twice, and every import can be undone."
    >
      <Stack>
        {error && (
          <ProblemAlert
            error={error}
            title={`“${sending.variables?.file.name ?? 'The file'}” was not imported`}
          />
        )}
        {isStopped && (
          <Text size="sm" role="status">
            “{sending.variables?.file.name}” was not sent to its end; nothing of it was kept.
          </Text>
        )}
        {sending.isPending ? (
          <Uploading file={sending.variables.file} share={sending.share} onCancel={sending.cancel} />
        ) : (
          <>
            <DropArea onFile={(file) => void send(file).catch(() => undefined)} />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <NativeSelect
                label="Where it comes from"
                description="What you answer about a file is kept for the next one from there."
                value={source}
                onChange={(event) => setSource(event.currentTarget.value)}
                data={[
                  { value: NONE, label: 'Just this file' },
                  ...(sources.data ?? []).map(({ id, sourceName, format }) => ({
                    value: id,
                    label: format === null ? sourceName : `${sourceName} (${formatTitle(format)})`,
                  })),
                  { value: NEW, label: 'A new source …' },
                ]}
              />
              {source === NEW && (
                <TextInput
                  label="Name of the source"
                  description="Such as “My scale”."
                  size="sm"
                  maxLength={100}
                  value={name}
                  onChange={(event) => setName(event.currentTarget.value)}
                />
              )}
            </SimpleGrid>
          </>
        )}
      </Stack>
    </Section>
  );
}

interface UploadingProps {
  readonly file: File;
  readonly share: number;
  readonly onCancel: () => void;
}

function Uploading({ file, share, onCancel }: UploadingProps) {
  const percent = Math.floor(share * 100);
  return (
    <div role="status">
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          Sending “{file.name}”: {sizeText(share * file.size)} of {sizeText(file.size)}
        </Text>
        <Text size="sm" c="dimmed" style={{ flexShrink: 0 }}>
          {percent} %
        </Text>
      </Group>
      <Progress value={percent} size="lg" aria-label="Sent" />
      <Button variant="default" size="xs" mt="sm" onClick={onCancel}>
        Stop sending
      </Button>
    </div>
  );
}
