import { Form, LongText, type Schemas, Section, useDraft } from '@carenode/ui';
import {
  Button,
  Grid,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  type TextareaProps,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';

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
  const saving = useResourceSaving(resource?.id ?? null, etag);
  const { draft, errors, problem, text, value } = useDraft({
    start: () => draftOf(resource),
    labels: LABELS,
    saving,
  });
  return (
    <Form
      label="Learning resource"
      problem={problem}
      notSaved="The resource was not saved"
      onSubmit={() => saving.mutate(inputOf(draft), { onSuccess: ({ id }) => onSaved(id) })}
      gap="lg"
    >
      <Section title="What it is">
        <Stack gap="sm">
          <TextInput maxLength={200} required withAsterisk={false} {...text('title')} />
          <LongText
            description="Stands in lists; plain words"
            minRows={2}
            maxRows={undefined}
            {...text('description')}
          />
          <Grid gap="sm">
            <Grid.Col span={{ base: 12, sm: 4 }}>
              <NativeSelect
                size="md"
                data={Object.entries(TYPE_WORDS).map(([code, label]) => ({ value: code, label }))}
                {...text('resourceType')}
              />
            </Grid.Col>
            <Grid.Col span={{ base: 12, sm: 8 }}>
              <TextInput type="url" placeholder="https://" maxLength={2000} {...text('contentUrl')} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, sm: 6 }}>
              <SubjectChoice kind="conditions" {...value('relatedConditionId')} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, sm: 6 }}>
              <SubjectChoice kind="treatments" {...value('relatedTreatmentId')} />
            </Grid.Col>
          </Grid>
        </Stack>
      </Section>
      <Content value={draft.content} error={errors.content} onChange={text('content').onChange} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={saving.isPending}>
          Save
        </Button>
      </Group>
    </Form>
  );
}

interface ContentProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: TextareaProps['onChange'];
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
            onChange={onChange}
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

function draftOf(resource: Resource | null) {
  return {
    title: resource?.title ?? '',
    description: resource?.description ?? '',
    resourceType: (resource?.resourceType ?? 'article') as Input['resourceType'],
    contentUrl: resource?.contentUrl ?? '',
    content: resource?.content ?? '',
    relatedConditionId: resource?.relatedConditionId ?? null,
    relatedTreatmentId: resource?.relatedTreatmentId ?? null,
  };
}

function inputOf(draft: ReturnType<typeof draftOf>): Input {
  return {
    ...draft,
    title: draft.title.trim(),
    description: draft.description.trim() || null,
    contentUrl: draft.contentUrl.trim() || null,
    content: draft.content.trim() || null,
  };
}
