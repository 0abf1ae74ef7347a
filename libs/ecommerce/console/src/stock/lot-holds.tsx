import {
  ConfirmDialog,
  FormDialog,
  LongText,
  momentText,
  Nothing,
  PagedList,
  PlainList,
  type Schemas,
  Section,
  ShieldIcon,
  useDraft,
} from '@carenode/ui';
import { Badge, Button, Group, NativeSelect, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { holdsQuery, useHold, useRelease } from './stock.queries.js';
import { holdText, isOfRecall } from './stock.rules.js';

type Hold = Schemas['LotHold'];

/** Why the lot is, or was, not to be sold; holds it, and releases holds. */
export function Holds({ lotId }: { readonly lotId: string }) {
  const holds = useInfiniteQuery(holdsQuery(lotId));
  const [isNew, setNew] = useState(false);
  const [released, setReleased] = useState<Hold | null>(null);
  return (
    <Section
      title="Holds"
      about="While one is in force, nothing of the lot is sold or sent."
      actions={
        <Button color="red" onClick={() => setNew(true)}>
          Hold the lot …
        </Button>
      }
    >
      <PagedList query={holds} nothing={<Nothing icon={ShieldIcon} title="It was never held" />}>
        {(items) => (
          <PlainList label="Holds" gap="sm">
            {items.map((hold) => (
              <HoldLine key={hold.id} hold={hold} onRelease={() => setReleased(hold)} />
            ))}
          </PlainList>
        )}
      </PagedList>
      {isNew && <HoldForm lotId={lotId} onClose={() => setNew(false)} />}
      {released && <ReleaseDialog lotId={lotId} hold={released} onClose={() => setReleased(null)} />}
    </Section>
  );
}

function HoldLine({ hold, onRelease }: { readonly hold: Hold; readonly onRelease: () => void }) {
  const { kind, reason, placedAt, releasedAt, releaseReason } = hold;
  return (
    <li>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0, flex: '1 1 14rem' }}>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {reason}
          </Text>
          <Text size="xs" c="dimmed">
            {holdText(kind)}, since {momentText(placedAt)}
          </Text>
          {releasedAt !== null && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              Released {momentText(releasedAt)}
              {releaseReason !== null && `: ${releaseReason}`}
            </Text>
          )}
        </div>
        {releasedAt !== null ? (
          <Badge color="gray">Released</Badge>
        ) : isOfRecall(kind) ? (
          <Badge color="red">{kind === 'recall' ? 'In force' : 'In force until the recall is decided'}</Badge>
        ) : (
          <Button size="xs" variant="default" onClick={onRelease}>
            Release …
          </Button>
        )}
      </Group>
    </li>
  );
}

interface DialogProps {
  readonly lotId: string;
  readonly onClose: () => void;
}

function HoldForm({ lotId, onClose }: DialogProps) {
  const saving = useHold(lotId);
  const { draft, problem, text } = useDraft({
    start: { reason: '', kind: 'manual' as 'manual' | 'quality' },
    labels: { reason: 'Why', kind: 'Kind' },
    saving,
  });
  return (
    <FormDialog
      title="Hold the lot?"
      label="Hold"
      problem={problem}
      notSaved="The lot is not held"
      submit="Hold the lot"
      pending={saving.isPending}
      onSubmit={() =>
        saving.mutate({ reason: draft.reason.trim(), kind: draft.kind }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <Text size="sm">
        From then on nothing of it is sold, and orders that have not left wait. You see who has units of it.
      </Text>
      <LongText required withAsterisk={false} minRows={2} maxLength={2000} {...text('reason')} />
      <NativeSelect
        size="md"
        data={[
          { value: 'manual', label: 'By hand' },
          { value: 'quality', label: 'A doubt about the goods' },
        ]}
        {...text('kind')}
      />
    </FormDialog>
  );
}

function ReleaseDialog({ lotId, hold, onClose }: DialogProps & { readonly hold: Hold }) {
  const saving = useRelease(lotId);
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      opened
      title="Release the hold?"
      confirm="Release it"
      disabled={reason.trim() === ''}
      pending={saving.isPending}
      error={saving.error}
      onConfirm={() => saving.mutate({ holdId: hold.id, reason: reason.trim() }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Text size="sm">The lot is sold again when no other hold is in force.</Text>
      <LongText
        label="Why it may be sold again"
        required
        withAsterisk={false}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
