import { fieldErrorsOf, idempotencyKey, ProblemAlert, type Schemas, Section } from '@carenode/ui';
import { Button, Grid, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';

import { useResourceSaving } from './learning.queries.js';
import { type Resource, TYPE_WORDS } from './learning.rules.js';
import { MarkdownView } from './markdown-view.js';
import { SubjectChoice } from './subject-choice.js';

type Input = Schemas['LearningResourceInput'];

const LABELS = {
  title: 'Title',
  description: 'What it is about',
  resourceType: 'Kind',
  contentUrl: 'Web address',
  content: 'Text',
  relatedConditionId: 'About the condition',
  relatedTreatmentId: 'About the treatment',
} as const;

interface ResourceEditorProps {
  /** Null for a new one. */
  readonly resource: Resource | null;
  readonly etag: string | null;
  readonly onSaved: (id: string) => void;
  readonly onCancel: () => void;
}

/** Writes a learning resource, with its text as readers will see it beside. */
export function ResourceEditor({ resource, etag, onSaved, onCancel }: ResourceEditorProps) {
  const [input, setInput] = useState<Input>(() => inputOf(resource));
  const [key] = useState(idempotencyKey);
  const saving = useResourceSaving();
  const set = (change: Partial<Input>) => setInput((before) => ({ ...before, ...change }));
  const errors = fieldErrorsOf(saving.error, LABELS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate(
      { id: resource?.id ?? null, etag, key, input: trimmed(input) },
      { onSuccess: ({ id }) => onSaved(id) },
    );
  };
  return (
    <form onSubmit={submit} aria-label="Learning resource">
      <Stack gap="lg">
        <Section title="What it is">
          <Stack gap="sm">
            {saving.error && !errors && (
              <ProblemAlert error={saving.error} title="The resource was not saved" />
            )}
            <TextInput
              label={LABELS.title}
              maxLength={200}
              required
              withAsterisk={false}
              value={input.title}
              onChange={(event) => set({ title: event.currentTarget.value })}
              error={errors?.title}
            />
            <Textarea
              label={LABELS.description}
              description="Stands in lists; plain words"
              size="md"
              autosize
              minRows={2}
              maxLength={10_000}
              value={input.description ?? ''}
              onChange={(event) => set({ description: event.currentTarget.value })}
              error={errors?.description}
            />
            <Grid gap="sm">
              <Grid.Col span={{ base: 12, sm: 4 }}>
                <NativeSelect
                  label={LABELS.resourceType}
                  size="md"
                  value={input.resourceType}
                  onChange={(event) =>
                    set({ resourceType: event.currentTarget.value as Input['resourceType'] })
                  }
                  data={Object.entries(TYPE_WORDS).map(([value, label]) => ({ value, label }))}
                  error={errors?.resourceType}
                />
              </Grid.Col>
              <Grid.Col span={{ base: 12, sm: 8 }}>
                <TextInput
                  type="url"
                  label={LABELS.contentUrl}
                  placeholder="https://"
                  maxLength={2000}
                  value={input.contentUrl ?? ''}
                  onChange={(event) => set({ contentUrl: event.currentTarget.value })}
                  error={errors?.contentUrl}
                />
              </Grid.Col>
              <Grid.Col span={{ base: 12, sm: 6 }}>
                <SubjectChoice
                  kind="conditions"
                  label={LABELS.relatedConditionId}
                  value={input.relatedConditionId ?? null}
                  onChange={(relatedConditionId) => set({ relatedConditionId })}
                  error={errors?.relatedConditionId}
                />
              </Grid.Col>
              <Grid.Col span={{ base: 12, sm: 6 }}>
                <SubjectChoice
                  kind="treatments"
                  label={LABELS.relatedTreatmentId}
                  value={input.relatedTreatmentId ?? null}
                  onChange={(relatedTreatmentId) => set({ relatedTreatmentId })}
                  error={errors?.relatedTreatmentId}
                />
              </Grid.Col>
            </Grid>
          </Stack>
        </Section>
        <Content
          value={input.content ?? ''}
          error={errors?.content}
          onChange={(content) => set({ content })}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={saving.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ContentProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function Content({ value, error, onChange }: ContentProps) {
  const [shown] = useDebouncedValue(value, 200);
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Section
          title="Text"
          about="In Markdown: # for headings, - for lists, **strong**, [words](https://address). No HTML, no images."
        >
          <Textarea
            aria-label={LABELS.content}
            size="md"
            autosize
            minRows={12}
            maxRows={30}
            maxLength={200_000}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
            error={error}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.9rem' } }}
          />
        </Section>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Section title="As readers see it">
          {shown.trim() === '' ? (
            <Text c="dimmed" size="sm">
              What you write appears here.
            </Text>
          ) : (
            <MarkdownView text={shown} />
          )}
        </Section>
      </Grid.Col>
    </Grid>
  );
}

function inputOf(resource: Resource | null): Input {
  return {
    title: resource?.title ?? '',
    description: resource?.description ?? null,
    resourceType: (resource?.resourceType ?? 'article') as Input['resourceType'],
    contentUrl: resource?.contentUrl ?? null,
    content: resource?.content ?? null,
    relatedConditionId: resource?.relatedConditionId ?? null,
    relatedTreatmentId: resource?.relatedTreatmentId ?? null,
  };
}

function trimmed(input: Input): Input {
  const orNull = (text: string | null | undefined) => text?.trim() || null;
  return {
    ...input,
    title: input.title.trim(),
    description: orNull(input.description),
    contentUrl: orNull(input.contentUrl),
    content: orNull(input.content),
  };
}
