import { Loaded, momentText, PlainList, type Schemas, useSession } from '@carenode/ui';
import { Modal, Stack, Text } from '@mantine/core';
import { type QueryKey, useQuery, type UseQueryOptions } from '@tanstack/react-query';

import { changesBetween, type FieldLabels, type FieldTexts } from './changes.rules.js';

type Version = Schemas['RecordVersion'];

interface HistoryDialogProps<K extends QueryKey> {
  /** Whose history it is. */
  readonly title: string;
  /** Newest first. */
  readonly versions: UseQueryOptions<Version[], Error, Version[], K>;
  readonly current: object;
  readonly labels: FieldLabels;
  readonly texts?: FieldTexts | undefined;
  readonly onClose: () => void;
}

/** What a record was before it was corrected. */
export function HistoryDialog<K extends QueryKey>({
  title,
  versions,
  current,
  labels,
  texts,
  onClose,
}: HistoryDialogProps<K>) {
  const found = useQuery(versions);
  const { id: me } = useSession();
  return (
    <Modal opened onClose={onClose} title={`History of “${title}”`} size="lg">
      <Loaded query={found} lines={3}>
        {(items) =>
          items.length === 0 ? (
            <Text>It was not changed since it was written down.</Text>
          ) : (
            <PlainList label="Changes" gap="md">
              {items.map((version, at) => {
                const after = items[at - 1]?.record ?? current;
                return (
                  <li key={`${version.version}-${version.replacedAt}`}>
                    <Text size="sm" fw={600}>
                      {momentText(version.replacedAt)}, {byWhom(version, me)}
                    </Text>
                    <Changes before={version.record} after={after} labels={labels} texts={texts} />
                  </li>
                );
              })}
            </PlainList>
          )
        }
      </Loaded>
    </Modal>
  );
}

interface ChangesProps extends Pick<HistoryDialogProps<QueryKey>, 'labels' | 'texts'> {
  readonly before: object;
  readonly after: object;
}

function Changes({ before, after, labels, texts }: ChangesProps) {
  const changes = changesBetween({ ...before }, { ...after }, labels, texts);
  if (changes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing that is shown here was changed.
      </Text>
    );
  return (
    <Stack gap={2} mt={2}>
      {changes.map(({ label, from, to }) => (
        <Text key={label} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {label}: <s>{from}</s> → <b>{to}</b>
        </Text>
      ))}
    </Stack>
  );
}

function byWhom({ replacedBy, importId }: Version, me: string): string {
  if (importId !== null) return 'by an import';
  if (replacedBy === null) return 'in the background';
  return replacedBy === me ? 'by you' : 'by somebody else';
}
