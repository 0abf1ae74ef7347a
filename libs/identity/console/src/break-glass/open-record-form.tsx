import { AlertIcon, ApiError, fieldErrorsOf, ProblemAlert, Section } from '@carenode/ui';
import { Alert, Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';

import { useOpenRecord } from './break-glass.queries.js';
import { MOST_MINUTES, patientIdIn, REASON_LENGTH } from './break-glass.rules.js';

const MINUTES = [15, 30, MOST_MINUTES].map((minutes) => ({
  value: String(minutes),
  label: `${minutes} minutes`,
}));

/** Asks for one patient's record in an emergency, and leads to it. */
export function OpenRecordForm({ asked }: { readonly asked: string }) {
  const [patient, setPatient] = useState(asked);
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState('15');
  const [tried, setTried] = useState(false);
  const open = useOpenRecord();
  const navigate = useNavigate();
  const patientId = patientIdIn(patient);
  const reasonIsLongEnough = reason.trim().length >= REASON_LENGTH.min;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (patientId === null || !reasonIsLongEnough) return;
    open.mutate(
      { patientId, reason: reason.trim(), minutes: Number(minutes) },
      { onSuccess: () => void navigate(`/patients/${patientId}`) },
    );
  };
  const errors = fieldErrorsOf(open.error, {
    patientId: 'Patient',
    reason: 'Reason',
    minutes: 'For how long',
  });
  const isOpenAlready = open.error instanceof ApiError && open.error.code === 'break_glass_open';
  return (
    <Section title="Open a record">
      <form onSubmit={submit} aria-label="Open a record in an emergency" noValidate>
        <Stack>
          <Alert color="yellow" icon={<AlertIcon />} title="Only in an emergency">
            <Text size="sm">
              The patient is told at once: your name, your reason and the time. Everything you look at is
              noted. Another person, an administrator, reviews it within 72 hours; if it is not found
              justified, you can open no further record in this way.
            </Text>
          </Alert>
          {open.error && !errors && <ProblemAlert error={open.error} />}
          {isOpenAlready && patientId && (
            <Button variant="light" w="fit-content" onClick={() => void navigate(`/patients/${patientId}`)}>
              Go to the record
            </Button>
          )}
          <TextInput
            label="Patient"
            description="The id of the patient, or the address of the patient’s page"
            placeholder="018f2b7e-…"
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            required
            withAsterisk={false}
            value={patient}
            onChange={(event) => setPatient(event.currentTarget.value)}
            error={errors?.patientId ?? (tried && patientId === null && 'This holds no id of a patient.')}
          />
          <Textarea
            label="Reason"
            description={`At least ${REASON_LENGTH.min} characters. The patient and the reviewer read it.`}
            size="md"
            autosize
            minRows={2}
            maxLength={REASON_LENGTH.max}
            required
            withAsterisk={false}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={errors?.reason ?? (tried && !reasonIsLongEnough && 'Please say more about why.')}
          />
          <NativeSelect
            label="For how long"
            size="md"
            w={{ base: '100%', xs: 200 }}
            data={MINUTES}
            value={minutes}
            onChange={(event) => setMinutes(event.currentTarget.value)}
            error={errors?.minutes}
          />
          <Group justify="flex-end">
            <Button type="submit" color="red" loading={open.isPending}>
              Open the record
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
