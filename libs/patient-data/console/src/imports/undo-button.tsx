import { ApiError, ConfirmDialog, momentText, plural, UndoIcon } from '@carenode/ui';
import { Alert, Anchor, Button, List, Stack, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';

import { type Import, importQuery, useImportStep } from './imports.queries.js';

interface UndoButtonProps {
  readonly patientId: string;
  readonly found: Import;
}

/** Takes an import back, after a question. */
export function UndoButton({ patientId, found }: UndoButtonProps) {
  const [isAsked, setAsked] = useState(false);
  const undoing = useImportStep(patientId, found.id, 'undo');
  const later = laterImports(undoing.error);
  const stored = found.counts?.stored;
  return (
    <>
      <Button
        size="sm"
        variant="default"
        leftSection={<UndoIcon size={18} />}
        onClick={() => {
          undoing.reset();
          setAsked(true);
        }}
      >
        Undo this import
      </Button>
      <ConfirmDialog
        opened={isAsked}
        title={`Undo “${found.fileName ?? 'A file'}”?`}
        confirm="Undo the import"
        danger
        disabled={later !== null}
        pending={undoing.isPending}
        error={later === null ? undoing.error : null}
        onConfirm={() => undoing.mutate(undefined, { onSuccess: () => setAsked(false) })}
        onClose={() => setAsked(false)}
      >
        <Text size="sm">
          {stored === undefined ? 'What it stored' : `What it stored of ${plural(stored, 'record')}`} is taken
          out of your record, and what it changed is as it was before. What you or others entered by hand
          stays. Daily values are computed again. The file can be imported again later.
        </Text>
        {later !== null && <LaterImports patientId={patientId} ids={later} />}
      </ConfirmDialog>
    </>
  );
}

function laterImports(error: Error | null): readonly string[] | null {
  if (!(error instanceof ApiError) || error.code !== 'later_imports') return null;
  const ids: unknown = error.problem['imports'];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}

const MOST_NAMED = 10;

function LaterImports({ patientId, ids }: { readonly patientId: string; readonly ids: readonly string[] }) {
  const named = useQueries({ queries: ids.slice(0, MOST_NAMED).map((id) => importQuery(patientId, id)) });
  return (
    <Alert role="alert" color="yellow" title="Later imports hold the same records">
      <Stack gap="xs">
        <Text size="sm">Undo these first, the newest first:</Text>
        <List size="sm">
          {ids.slice(0, MOST_NAMED).map((id, at) => (
            <List.Item key={id}>
              <Anchor component={Link} to={`/patients/${patientId}/imports/${id}`} size="sm">
                {named[at]?.data?.fileName ?? 'A file'}
              </Anchor>
              {named[at]?.data && ` of ${momentText(named[at].data.createdAt)}`}
            </List.Item>
          ))}
        </List>
        {ids.length > MOST_NAMED && <Text size="sm">and {ids.length - MOST_NAMED} more.</Text>}
      </Stack>
    </Alert>
  );
}
