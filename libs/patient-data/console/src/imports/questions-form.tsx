import { fieldErrorsOf, ProblemAlert, QuestionIcon } from '@carenode/ui';
import { Alert, Button, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { timeZonesQuery } from '../measurements/measurements.queries.js';
import { TimeZoneSelect } from '../shared/time-zone-select.js';
import { ColumnMapper } from './column-mapper.js';
import { type Import, type ImportQuestion, useAnswers } from './imports.queries.js';

interface QuestionsFormProps {
  readonly patientId: string;
  readonly found: Import;
}

/** What only the patient knows about a file. Nothing is filled in that they did not choose. */
export function QuestionsForm({ patientId, found: { id, questions, sourceId } }: QuestionsFormProps) {
  const asked = questions ?? [];
  const [answers, setAnswers] = useState<Readonly<Record<string, string | null>>>({});
  const [isTried, setTried] = useState(false);
  const answering = useAnswers(patientId, id);
  const missing = asked.filter((question) => !answers[question.id]);
  const errors = fieldErrorsOf(
    answering.error,
    Object.fromEntries(asked.map((question) => [`answers.${question.id}`, 'This'])),
  );
  const errorOf = (question: ImportQuestion) =>
    errors?.[`answers.${question.id}`] ??
    (isTried && !answers[question.id] ? 'Please answer this.' : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0) return;
    answering.mutate(Object.fromEntries(asked.map((question) => [question.id, answers[question.id] ?? ''])));
  };
  return (
    <form onSubmit={submit} noValidate data-questions>
      <Stack>
        <Alert color="yellow" icon={<QuestionIcon />} title="The file does not tell everything">
          <Text size="sm">
            Nothing is guessed: please answer, and the import goes on.
            {sourceId === null
              ? ' Files that name their source keep the answers for the next time.'
              : ' Your answers are kept for the next file of this source.'}
          </Text>
        </Alert>
        {answering.error && !errors && <ProblemAlert error={answering.error} />}
        {asked.map((question) => (
          <OneQuestion
            key={question.id}
            patientId={patientId}
            question={question}
            value={answers[question.id] ?? null}
            error={errorOf(question)}
            onChange={(value) => setAnswers((before) => ({ ...before, [question.id]: value }))}
          />
        ))}
        <Button type="submit" loading={answering.isPending} style={{ alignSelf: 'flex-start' }}>
          Go on with the import
        </Button>
      </Stack>
    </form>
  );
}

interface OneQuestionProps {
  readonly patientId: string;
  readonly question: ImportQuestion;
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (value: string | null) => void;
}

function OneQuestion({ patientId, question, value, error, onChange }: OneQuestionProps) {
  const { kind, text, choices = [], examples = [] } = question;
  const zones = useQuery({ ...timeZonesQuery(patientId), enabled: kind === 'time-zone' });
  if (kind === 'columns') {
    return <ColumnMapper text={text} examples={examples} error={error} onChange={onChange} />;
  }
  if (kind === 'time-zone') {
    const lived = zones.data?.data.zones.map(({ timeZone }) => timeZone) ?? [];
    return (
      <TimeZoneSelect
        label={text}
        description="Where the device was set to, not where you are now."
        value={value}
        onChange={onChange}
        suggestions={[...new Set(lived)].slice(-3).reverse()}
        error={error}
      />
    );
  }
  return (
    <Radio.Group
      label={text}
      description={examples.length > 0 ? `As in ${examples.map((one) => `“${one}”`).join(', ')}` : undefined}
      value={value ?? ''}
      onChange={onChange}
      error={error}
    >
      <Stack gap="xs" mt="xs">
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} label={choice.label} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
