import {
  AlertIcon,
  CheckIcon,
  ConfirmDialog,
  InfoIcon,
  Loaded,
  LongText,
  momentText,
  PageHeader,
  plural,
  Section,
} from '@carenode/ui';
import { Anchor, Badge, Button, Grid, Group, List, Stack, Text, ThemeIcon } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';

import { type Decision, matchQuery, recallQuery, useDecision, type WholeMatch } from './recalls.queries.js';
import { confidenceText, type Evidence, evidenceOf, evidenceText, MATCH_WORDS } from './recalls.rules.js';

/** Does the recall mean this lot? What speaks for it and against it, and the decision. */
export function MatchPage() {
  const { id = '' } = useParams();
  const match = useQuery(matchQuery(id));
  return (
    <>
      <PageHeader
        title={match.data ? `Is lot ${match.data.lotCode} meant?` : 'Is this lot meant?'}
        about={
          match.data && (
            <Group gap="xs">
              <Badge color={match.data.confidence >= 0.8 ? 'red' : 'yellow'}>
                {confidenceText(match.data.confidence)}
              </Badge>
              <Badge color="gray">{MATCH_WORDS[match.data.status] ?? match.data.status}</Badge>
            </Group>
          )
        }
        back={{ to: '/app/recalls', label: 'Recalls' }}
      />
      <Loaded query={match} lines={8}>
        {(found) => (
          <Stack gap="lg">
            <DecisionSection match={found} />
            <Grid gap="lg">
              <Grid.Col span={{ base: 12, md: 6 }}>
                <Section title="What speaks for it, and against it">
                  <EvidenceList evidence={evidenceOf(found.evidence)} />
                </Section>
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 6 }}>
                <Stack gap="lg">
                  <Concerned match={found} />
                  <TheRecall match={found} />
                </Stack>
              </Grid.Col>
            </Grid>
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function EvidenceList({ evidence }: { readonly evidence: readonly Evidence[] }) {
  const order = ['code', 'whole', 'product', 'against', 'remark'];
  const sorted = [...evidence].sort((one, other) => order.indexOf(one.role) - order.indexOf(other.role));
  return (
    <List spacing="sm" center={false}>
      {sorted.map((one) => (
        <List.Item
          key={one.kind}
          icon={
            <ThemeIcon
              size={22}
              variant="light"
              color={one.role === 'against' ? 'yellow' : one.role === 'remark' ? 'gray' : 'green'}
            >
              {one.role === 'against' ? (
                <AlertIcon size={14} />
              ) : one.role === 'remark' ? (
                <InfoIcon size={14} />
              ) : (
                <CheckIcon size={14} />
              )}
            </ThemeIcon>
          }
        >
          <Text size="sm">
            {one.role === 'against' && 'Against it: '}
            {evidenceText(one)}
          </Text>
          {one.ours !== undefined && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              In the shop: {one.ours}
            </Text>
          )}
          {one.theirs !== undefined && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              In the recall: {one.theirs}
            </Text>
          )}
        </List.Item>
      ))}
    </List>
  );
}

function Concerned({ match }: { readonly match: WholeMatch }) {
  return (
    <Section title="Who is concerned">
      <Stack gap={4}>
        <Anchor component={Link} to={`/app/stock/${match.lotId}`} size="sm">
          Lot {match.lotCode} of {match.productName}
        </Anchor>
        <Text size="sm">{plural(match.unitsInStock, 'unit')} in stock, held</Text>
        <Text size="sm">
          {plural(match.openOrders, 'order')} that did not leave, and do not while it is held
        </Text>
        <Text size="sm">{plural(match.buyers, 'person', 'people')} who got units of it</Text>
      </Stack>
    </Section>
  );
}

function TheRecall({ match }: { readonly match: WholeMatch }) {
  const recall = useQuery(recallQuery(match.recallId));
  return (
    <Section title="The recall">
      <Stack gap={4}>
        <Anchor component={Link} to={`/app/recalls/${match.recallId}`} size="sm">
          {[match.recallNumber, match.classification].filter(Boolean).join(' · ')}
        </Anchor>
        {match.reason !== null && <Text size="sm">{match.reason}</Text>}
        <Loaded query={recall} lines={4}>
          {({ productDescription, codeInfo, recallingFirm }) => (
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {[productDescription, recallingFirm, codeInfo].filter(Boolean).join(' · ')}
            </Text>
          )}
        </Loaded>
      </Stack>
    </Section>
  );
}

const DECISIONS: Readonly<
  Record<Decision, { readonly verb: string; readonly title: string; readonly about: string }>
> = {
  confirm: {
    verb: 'It is meant',
    title: 'Does the recall mean this lot?',
    about: 'The lot stays held, and everybody who got units of it is told and asked what became of them.',
  },
  reject: {
    verb: 'It is not meant',
    title: 'Does the recall not mean this lot?',
    about: 'The lot is sold again when nothing else holds it.',
  },
  reopen: {
    verb: 'Decide anew',
    title: 'Decide anew?',
    about: 'The lot is held again until somebody has decided.',
  },
};

function DecisionSection({ match }: { readonly match: WholeMatch }) {
  const [asked, setAsked] = useState<Decision | null>(null);
  const possible: readonly Decision[] =
    match.status === 'possible' ? ['confirm', 'reject'] : match.status === 'rejected' ? ['reopen'] : [];
  return (
    <>
      <Section
        title={match.status === 'possible' ? 'Please decide' : 'It was decided'}
        about={
          match.decidedAt !== null
            ? `${momentText(match.decidedAt)}: ${match.decisionNote ?? ''}`
            : 'Until then the lot is held.'
        }
        actions={
          <Group gap="xs">
            {possible.map((decision) => (
              <Button
                key={decision}
                color={decision === 'confirm' ? 'red' : 'care'}
                variant={decision === 'confirm' ? 'filled' : 'default'}
                onClick={() => setAsked(decision)}
              >
                {DECISIONS[decision].verb} …
              </Button>
            ))}
          </Group>
        }
      />
      {asked && <DecisionDialog id={match.id} decision={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

interface DecisionDialogProps {
  readonly id: string;
  readonly decision: Decision;
  readonly onClose: () => void;
}

function DecisionDialog({ id, decision, onClose }: DecisionDialogProps) {
  const deciding = useDecision(id);
  const [note, setNote] = useState('');
  const { verb, title, about } = DECISIONS[decision];
  return (
    <ConfirmDialog
      opened
      title={title}
      confirm={verb}
      danger={decision === 'confirm'}
      disabled={note.trim() === ''}
      pending={deciding.isPending}
      error={deciding.error}
      onConfirm={() => deciding.mutate({ decision, note: note.trim() }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Text size="sm">{about}</Text>
      <LongText
        label="Why"
        required
        withAsterisk={false}
        minRows={2}
        maxLength={1500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
