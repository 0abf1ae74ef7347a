import { type Icon, Nothing, PagedList, type Page, RemoveDialog } from '@carenode/ui';
import { Group, Modal, Text } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

import type { FieldLabels, FieldTexts } from './changes.rules.js';
import { DayLists } from './day-lists.js';
import { EntryMenu, type MenuEntry } from './entry-menu.js';
import { HistoryDialog } from './history-dialog.js';
import { type Log, logVersionsQuery, useLogRemoval } from './log.queries.js';
import type { LogDay } from './log-days.rules.js';

/** An entry as its row shows it. */
export interface EntryWords {
  readonly title: string;
  /** Small lines below; those that are empty are left out. */
  readonly lines: readonly (string | null)[];
  readonly notes?: string | null;
  /** At the end of the row. */
  readonly aside?: ReactNode;
  readonly more?: readonly MenuEntry[];
}

interface LogListProps<T> {
  readonly patientId: string;
  readonly log: Log;
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<T>>>;
  readonly icon: Icon;
  /** What the lists of days are called. */
  readonly label: string;
  /** What one of them is called: `activity`. */
  readonly noun: string;
  readonly words: (entry: T) => EntryWords;
  readonly mayChange: (entry: T) => boolean;
  /** The form that corrects an entry. */
  readonly form: (entry: T, onSaved: () => void) => ReactNode;
  /** What its history calls its fields. */
  readonly fields: FieldLabels;
  readonly texts?: FieldTexts;
  readonly actions?: (day: LogDay<T>, heading: string) => ReactNode;
  readonly about?: (day: LogDay<T>, isLast: boolean) => ReactNode;
}

interface Opened<T> {
  readonly what: 'correct' | 'history' | 'remove';
  readonly entry: T;
}

/** What was written down, day by day; each entry can be corrected and deleted by who may, and tells what it was before. */
export function LogList<T extends { readonly id: string; readonly timestamp: string }>({
  patientId,
  log,
  query,
  icon,
  label,
  noun,
  words,
  mayChange,
  form,
  fields,
  texts,
  actions,
  about,
}: LogListProps<T>) {
  const removal = useLogRemoval(patientId, log);
  const [opened, setOpened] = useState<Opened<T> | null>(null);
  const close = () => setOpened(null);
  return (
    <>
      <PagedList
        query={query}
        lines={6}
        nothing={<Nothing icon={icon} title="Nothing was written down yet" />}
      >
        {(entries) => (
          <DayLists
            entries={entries}
            at={({ timestamp }) => timestamp}
            label={label}
            actions={actions}
            about={about}
          >
            {(entry) => (
              <Entry
                key={entry.id}
                words={words(entry)}
                mayChange={mayChange(entry)}
                onOpen={(what) => setOpened({ what, entry })}
              />
            )}
          </DayLists>
        )}
      </PagedList>
      {opened?.what === 'correct' && (
        <Modal opened onClose={close} title={`Correct the ${noun}`} size="lg">
          {form(opened.entry, close)}
        </Modal>
      )}
      {opened?.what === 'history' && (
        <HistoryDialog
          title={words(opened.entry).title}
          versions={logVersionsQuery(patientId, log, opened.entry.id)}
          current={opened.entry}
          labels={fields}
          texts={texts}
          onClose={close}
        />
      )}
      <RemoveDialog
        noun={noun}
        of={opened?.what === 'remove' ? opened.entry : null}
        removal={removal}
        onClose={close}
      >
        {(entry) => `“${words(entry).title}” no longer counts then.`}
      </RemoveDialog>
    </>
  );
}

interface EntryProps {
  readonly words: EntryWords;
  readonly mayChange: boolean;
  readonly onOpen: (what: Opened<unknown>['what']) => void;
}

function Entry({ words: { title, lines, notes, aside, more }, mayChange, onOpen }: EntryProps) {
  return (
    <Group component="li" wrap="nowrap" gap="xs" align="flex-start" data-entry={title}>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Text>
        {lines
          .filter((line) => line !== null && line !== '')
          .map((line) => (
            <Text key={line} size="xs" c="dimmed">
              {line}
            </Text>
          ))}
        {notes && (
          <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
            {notes}
          </Text>
        )}
      </div>
      {aside}
      <EntryMenu
        of={title}
        more={more}
        onChange={mayChange ? () => onOpen('correct') : undefined}
        onHistory={() => onOpen('history')}
        onRemove={mayChange ? () => onOpen('remove') : undefined}
      />
    </Group>
  );
}
