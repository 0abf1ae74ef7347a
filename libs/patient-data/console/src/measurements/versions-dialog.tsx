import { Loaded, momentText, PlainList } from '@carenode/ui';
import { Badge, Group, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { type Measurement, type RecordVersion, versionsQuery } from './measurements.queries.js';
import { MeasuredValue } from './value-words.js';

interface VersionsDialogProps {
  readonly patientId: string;
  /** None: the dialog is closed. */
  readonly measurement: Measurement | null;
  readonly onClose: () => void;
}

/** What a corrected value was before. */
export function VersionsDialog({ patientId, measurement, onClose }: VersionsDialogProps) {
  return (
    <Modal
      opened={measurement !== null}
      onClose={onClose}
      title={`History of “${measurement?.variableDisplayName ?? 'a measurement'}”`}
      size="lg"
    >
      {measurement && <Versions patientId={patientId} measurement={measurement} />}
    </Modal>
  );
}

interface VersionsProps {
  readonly patientId: string;
  readonly measurement: Measurement;
}

function Versions({ patientId, measurement }: VersionsProps) {
  const versions = useQuery(versionsQuery(patientId, measurement.id));
  return (
    <PlainList label="Versions, the newest first">
      <li>
        <Group justify="space-between" align="flex-start">
          <div>
            <MeasuredValue of={measurement} />
            <Text size="xs" c="dimmed">
              {momentText(measurement.startAt)} · {measurement.source}
            </Text>
          </div>
          <Badge color="care">now</Badge>
        </Group>
      </li>
      <Loaded query={versions}>
        {(items) => (
          <>
            {items.length === 0 && (
              <Text size="sm" c="dimmed" component="li">
                No earlier version is kept.
              </Text>
            )}
            {items.map((version) => (
              <OneVersion key={version.version} patientId={patientId} version={version} />
            ))}
          </>
        )}
      </Loaded>
    </PlainList>
  );
}

function OneVersion({ patientId, version }: { readonly patientId: string; readonly version: RecordVersion }) {
  const { record, replacedAt, importId, deleted } = version;
  const was = record as unknown as Measurement;
  return (
    <li data-version={version.version}>
      <MeasuredValue of={was} />
      <Text size="xs" c="dimmed">
        {typeof was.startAt === 'string' && `${momentText(was.startAt)} · `}
        {deleted ? 'deleted' : 'until it was corrected'} on {momentText(replacedAt)}
        {importId !== null && (
          <>
            {' by '}
            <Link to={`/patients/${patientId}/imports/${importId}`}>an import</Link>
          </>
        )}
      </Text>
    </li>
  );
}
