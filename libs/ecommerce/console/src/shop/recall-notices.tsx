import {
  AlertIcon,
  answerOf,
  api,
  DoneAlert,
  FormDialog,
  itemsOf,
  LongText,
  plural,
  type Schemas,
  useDraft,
  useSaving,
} from '@carenode/ui';
import { Alert, Button, Radio, Stack, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { type Response, RESPONSE_WORDS } from '../recalls/recalls.rules.js';
import { SHOP } from '../shared/shop.keys.js';

const NOTICES = [...SHOP, 'recall-notices'] as const;
type Notice = Schemas['RecallNotice'];

const noticesQuery = queryOptions({
  queryKey: NOTICES,
  queryFn: ({ signal }): Promise<readonly Notice[]> =>
    itemsOf(
      api.GET('/api/v1/patients/{patientId}/recall-notices', {
        params: { path: { patientId: 'me' } },
        signal,
      }),
    ),
});

/** What of that which the patient bought was recalled, until they have answered. */
export function RecallNotices() {
  const notices = useQuery(noticesQuery);
  const [answered, setAnswered] = useState<Notice | null>(null);
  const [isThanked, setThanked] = useState(false);
  const open = (notices.data ?? []).filter(({ acknowledgedAt }) => acknowledgedAt === null);
  if (open.length === 0 && !isThanked) return null;
  return (
    <Stack gap="sm" mb="lg">
      {isThanked && <DoneAlert>Thank you. Your answer was kept.</DoneAlert>}
      {open.map((notice) => (
        <Alert
          key={notice.id}
          role="alert"
          color="red"
          icon={<AlertIcon />}
          title={`${notice.productName} was recalled`}
          data-recall={notice.lotCode}
        >
          <Stack gap="xs" align="flex-start">
            <Text size="sm" fw={600}>
              {notice.urgent
                ? 'It may do serious harm. Do not use it any more, and ask whoever cares for you.'
                : 'Please do not use it any more.'}
            </Text>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              You got {plural(notice.quantity, 'unit')} of lot {notice.lotCode}. {notice.reason}
            </Text>
            <Button size="sm" color="red" onClick={() => setAnswered(notice)}>
              Answer …
            </Button>
          </Stack>
        </Alert>
      ))}
      {answered && (
        <AnswerForm
          notice={answered}
          onClose={() => setAnswered(null)}
          onAnswered={() => {
            setThanked(true);
            setAnswered(null);
          }}
        />
      )}
    </Stack>
  );
}

interface AnswerFormProps {
  readonly notice: Notice;
  readonly onClose: () => void;
  readonly onAnswered: () => void;
}

interface AnswerDraft {
  readonly response: string;
  readonly note: string;
}

function AnswerForm({ notice, onClose, onAnswered }: AnswerFormProps) {
  const saving = useSaving([NOTICES], (body: Schemas['AcknowledgementInput']) =>
    answerOf(
      api.POST('/api/v1/patients/{patientId}/recall-notices/{id}/acknowledge', {
        params: { path: { patientId: 'me', id: notice.id } },
        body,
      }),
    ),
  );
  const { draft, problem, text, value } = useDraft({
    start: (): AnswerDraft => ({ response: '', note: '' }),
    labels: { response: 'What became of it', note: 'What you want to say' },
    saving,
  });
  const note = draft.note.trim();
  return (
    <FormDialog
      title={`Lot ${notice.lotCode} of ${notice.productName}`}
      label="Answer to the recall"
      problem={problem}
      notSaved="Your answer was not kept"
      submit="Send the answer"
      pending={saving.isPending}
      onSubmit={() =>
        saving.mutate(
          { response: draft.response as Response, ...(note === '' ? {} : { note }) },
          { onSuccess: onAnswered },
        )
      }
      onClose={onClose}
    >
      <Radio.Group required withAsterisk={false} name="response" {...value('response')}>
        <Stack gap="xs" mt="xs">
          {Object.entries(RESPONSE_WORDS).map(([code, label]) => (
            <Radio key={code} value={code} label={label} required />
          ))}
        </Stack>
      </Radio.Group>
      <LongText description="May stay empty" maxLength={2000} {...text('note')} />
    </FormDialog>
  );
}
