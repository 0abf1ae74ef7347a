import {
  BookIcon,
  dayText,
  Loaded,
  Nothing,
  PagedList,
  PageHeader,
  PlainList,
  PlusIcon,
  RemoveDialog,
  SearchIcon,
  Section,
  useSession,
} from '@carenode/ui';
import {
  Anchor,
  Badge,
  Button,
  Group,
  NativeSelect,
  Paper,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Route, Routes, useNavigate, useParams } from 'react-router';

import { resourceQuery, resourcesQuery, useResourceRemoval } from './learning.queries.js';
import { type Resource, safeAddress, TYPE_WORDS } from './learning.rules.js';
import { MarkdownView } from './markdown-view.js';
import { OutsideLink } from './outside-link.js';
import { ResourceEditor } from './resource-editor.js';

const PAGE = '/app/learning';
const BACK = { to: PAGE, label: 'All learning resources' } as const;

/** What this instance offers to learn from; admins and providers write it. */
export function Component() {
  return (
    <Routes>
      <Route index element={<ResourcesPage />} />
      <Route path="new" element={<NewResource />} />
      <Route path=":id" element={<ResourcePage />} />
      <Route path=":id/edit" element={<ChangedResource />} />
    </Routes>
  );
}

type Kind = Parameters<typeof resourcesQuery>[1];

function ResourcesPage() {
  const { id: me } = useSession();
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<Kind>('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const resources = useInfiniteQuery(resourcesQuery(q, kind));
  return (
    <>
      <PageHeader
        title="Learning resources"
        about="Texts and links that patients learn from. Those about a condition or treatment are shown to whoever has it."
        actions={
          <Button component={Link} to={`${PAGE}/new`} leftSection={<PlusIcon size={18} />}>
            New resource
          </Button>
        }
      />
      <Section title="Offered here">
        <Group mb="md" gap="sm" align="flex-end">
          <TextInput
            type="search"
            label="Search"
            description="Words of the title or description"
            leftSection={<SearchIcon size={18} />}
            maxLength={100}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            flex={1}
            miw={220}
            size="sm"
          />
          <NativeSelect
            label="Kind"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as Kind)}
            data={[
              { value: '', label: 'All' },
              ...Object.entries(TYPE_WORDS).map(([value, label]) => ({ value, label })),
            ]}
          />
        </Group>
        <PagedList
          query={resources}
          lines={6}
          nothing={
            <Nothing
              icon={BookIcon}
              title={q === '' && kind === '' ? 'Nothing is offered yet' : 'Nothing was found'}
            />
          }
        >
          {(items) => (
            <PlainList label="Learning resources" gap="sm">
              {items.map((resource) => (
                <Paper component="li" p="md" key={resource.id}>
                  <ResourceCard resource={resource} isMine={resource.createdBy === me} />
                </Paper>
              ))}
            </PlainList>
          )}
        </PagedList>
      </Section>
    </>
  );
}

function ResourceCard({ resource, isMine }: { readonly resource: Resource; readonly isMine: boolean }) {
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        <Title order={3} style={{ overflowWrap: 'anywhere' }}>
          <Anchor component={Link} to={`${PAGE}/${resource.id}`} inherit>
            {resource.title}
          </Anchor>
        </Title>
        <Group gap={6} wrap="nowrap">
          {isMine && <Badge>Yours</Badge>}
          <Badge color="gray">{TYPE_WORDS[resource.resourceType] ?? resource.resourceType}</Badge>
        </Group>
      </Group>
      {resource.description !== null && (
        <Text size="sm" c="dimmed" mt={4} lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          {resource.description}
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={4}>
        Changed on {dayText(resource.updatedAt)}
      </Text>
    </>
  );
}

function ResourcePage() {
  const { id = '' } = useParams();
  const { id: me } = useSession();
  const navigate = useNavigate();
  const resource = useQuery({ ...resourceQuery(id), select: ({ data }) => data });
  const removal = useResourceRemoval();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <PageHeader
        title={resource.data?.title ?? 'Learning resource'}
        about={resource.data?.description ?? undefined}
        back={BACK}
        actions={
          resource.data?.createdBy === me && (
            <Group gap="xs">
              <Button component={Link} to={`${PAGE}/${id}/edit`}>
                Change
              </Button>
              <Button variant="default" onClick={() => setAsking(true)}>
                Delete …
              </Button>
            </Group>
          )
        }
      />
      <Loaded query={resource} lines={8}>
        {(found) => <ResourceText resource={found} />}
      </Loaded>
      <RemoveDialog
        noun="resource"
        of={asking ? { id } : null}
        removal={removal}
        onClose={() => setAsking(false)}
        onRemoved={() => void navigate(PAGE)}
      >
        {() => 'Nobody can read it then, and how far patients were with it is gone too.'}
      </RemoveDialog>
    </>
  );
}

function ResourceText({ resource: { contentUrl, content } }: { readonly resource: Resource }) {
  const address = contentUrl === null ? '' : safeAddress(contentUrl);
  return (
    <Section title="What readers see">
      <Stack>
        {address !== '' && <OutsideLink to={address}>{address}</OutsideLink>}
        {content === null ? (
          address === '' && <Text c="dimmed">There is no text and no address yet.</Text>
        ) : (
          <MarkdownView text={content} />
        )}
      </Stack>
    </Section>
  );
}

function NewResource() {
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="New learning resource" back={BACK} />
      <ResourceEditor
        resource={null}
        etag={null}
        onSaved={(id) => void navigate(`${PAGE}/${id}`, { replace: true })}
        onCancel={() => void navigate(PAGE)}
      />
    </>
  );
}

function ChangedResource() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  // What somebody writes is not replaced while they write.
  const resource = useQuery({ ...resourceQuery(id), refetchOnWindowFocus: false, staleTime: Infinity });
  const leave = () => void navigate(`${PAGE}/${id}`);
  return (
    <>
      <PageHeader title="Change a learning resource" back={{ to: `${PAGE}/${id}`, label: 'Back to it' }} />
      <Loaded query={resource} lines={8}>
        {({ data, etag }) => (
          <ResourceEditor key={etag} resource={data} etag={etag} onSaved={leave} onCancel={leave} />
        )}
      </Loaded>
    </>
  );
}
