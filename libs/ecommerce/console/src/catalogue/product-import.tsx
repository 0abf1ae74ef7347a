import { download, DownloadIcon, PageHeader, ProblemAlert, Section } from '@carenode/ui';
import { Alert, Button, Checkbox, Code, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { FileImport } from '../shared/file-import.js';
import { ImportReport } from '../shared/import-report.js';
import { CATALOGUE } from './catalogue.rules.js';

interface Report {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly lotsReceived: number;
  readonly dryRun: boolean;
  readonly refusals: readonly { readonly line: number; readonly column: string; readonly message: string }[];
}

/** The catalogue as a file: in, and out. */
export function ProductImport() {
  const [isTrial, setTrial] = useState(true);
  const exporting = useMutation({ mutationFn: () => download('/api/v1/products/export') });
  return (
    <>
      <PageHeader title="Import and export" back={{ to: CATALOGUE, label: 'Catalogue' }} />
      <Stack gap="lg">
        <Section
          title="Import"
          about="Products are known by their order number (sku): those of the file are added, or changed. The same file again changes nothing."
        >
          <Stack>
            <Checkbox
              label="Only try it: read and check everything, and store nothing"
              checked={isTrial}
              onChange={(event) => setTrial(event.currentTarget.checked)}
            />
            <FileImport
              label="Products as CSV"
              accept=".csv,text/csv"
              path={`/api/v1/products/import?dryRun=${isTrial}`}
              contentType="text/csv"
            >
              {(result) => <Result report={result as Report} />}
            </FileImport>
            <Text size="sm" c="dimmed">
              A CSV file in UTF-8 with a line of column names: those of the export, and <Code>lotCode</Code>,{' '}
              <Code>lotExpiresOn</Code>, <Code>lotQuantity</Code> and <Code>lotSupplier</Code> for a lot that
              comes in. Columns that are not there are left as they are.
            </Text>
          </Stack>
        </Section>
        <Section
          title="Export"
          about="Every product with an order number, as a file that can be imported."
          actions={
            <Button
              variant="default"
              leftSection={<DownloadIcon size={18} />}
              loading={exporting.isPending}
              onClick={() => exporting.mutate()}
            >
              Save the catalogue
            </Button>
          }
        >
          {exporting.error ? <ProblemAlert error={exporting.error} /> : undefined}
        </Section>
      </Stack>
    </>
  );
}

function Result({ report }: { readonly report: Report }) {
  const { dryRun, read, created, updated, unchanged, refused, lotsReceived, refusals } = report;
  return (
    <Stack gap="sm">
      <Alert color={refused > 0 ? 'yellow' : 'green'} role="status">
        {dryRun
          ? 'Nothing was stored: this is what the file would do. Take the tick away and choose it again to import it.'
          : 'The file was imported.'}
      </Alert>
      <ImportReport
        counts={[
          ['Lines read', read],
          ['Added', created],
          ['Changed', updated],
          ['As they were', unchanged],
          ['Not taken', refused],
          ['Lots that came in', lotsReceived],
        ]}
        refused={refused}
        refusals={refusals.map(({ line, column, message }) => `Line ${line}, ${column}: ${message}`)}
      />
    </Stack>
  );
}
