import { dayText, Loaded, PageHeader, Section } from '@carenode/ui';
import { Anchor, Badge, DataList, Grid, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';

import { Holds } from './lot-holds.js';
import { Movements } from './lot-movements.js';
import { Buyers, OpenOrders } from './lot-people.js';
import { Outcomes, Records } from './lot-outcomes.js';
import { type LotTrace, type TraceDays, traceQuery } from './stock.queries.js';
import { STOCK } from './stock.rules.js';

/** A lot from its supplier to the outcomes of those who used it. */
export function LotPage() {
  const { lotId = '' } = useParams();
  const [days, setDays] = useState<TraceDays>('90');
  const trace = useQuery(traceQuery(lotId, days));
  const lot = trace.data?.lot;
  return (
    <>
      <PageHeader
        title={lot ? `Lot ${lot.lotCode}` : 'Lot'}
        about={
          lot && (
            <>
              <Anchor component={Link} to={`/app/catalogue/${lot.productId}`} inherit>
                {lot.productName}
              </Anchor>{' '}
              {lot.heldSince !== null && <Badge color="red">Held</Badge>}
            </>
          )
        }
        back={{ to: STOCK, label: 'Stock' }}
      />
      <Loaded query={trace} lines={10}>
        {(found) => (
          <Stack gap="lg">
            <Grid gap="lg">
              <Grid.Col span={{ base: 12, md: 6 }}>
                <Origin trace={found} />
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 6 }}>
                <Figures trace={found} />
              </Grid.Col>
            </Grid>
            <Holds lotId={lotId} />
            <Buyers buyers={found.buyers} />
            <OpenOrders orders={found.openOrders} />
            <Section
              title="What came after first use"
              about="Over everybody who used units of it, and as long before. Numbers of few people are left out, so that they tell of nobody."
              actions={
                <SegmentedControl
                  aria-label="How many days before and after"
                  value={days}
                  onChange={(value) => setDays(value)}
                  data={[
                    { value: '30', label: '30 days' },
                    { value: '90', label: '90 days' },
                    { value: '365', label: 'A year' },
                  ]}
                />
              }
            >
              <Outcomes outcomes={found.outcomes} />
            </Section>
            <Records records={found.records} />
            <Movements lotId={lotId} />
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function Origin({ trace: { lot } }: { readonly trace: LotTrace }) {
  const facts = [
    ['Made by', lot.manufacturer],
    ['Supplier', lot.supplier],
    ['Delivery', lot.supplierReference],
    ['Came in', dayText(lot.receivedAt)],
    ['Not sold from', lot.expiresOn === null ? 'It does not expire' : dayText(lot.expiresOn)],
    ['Read from', lot.sourceText === null ? null : `“${lot.sourceText}”, as an older system wrote it`],
  ].filter((fact): fact is [string, string] => fact[1] !== null);
  return (
    <Section title="Where it is from">
      <DataList orientation="horizontal" labelWidth="8rem">
        {facts.map(([label, value]) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
        {lot.certificateUrl !== null && (
          <DataList.Item>
            <DataList.ItemLabel>Certificate</DataList.ItemLabel>
            <DataList.ItemValue>
              <Anchor href={lot.certificateUrl} target="_blank" rel="noopener noreferrer" size="sm">
                Open it in a new window
              </Anchor>
            </DataList.ItemValue>
          </DataList.Item>
        )}
      </DataList>
    </Section>
  );
}

function Figures({ trace: { stock } }: { readonly trace: LotTrace }) {
  const figures = [
    ['Can be sold, or is held', stock.available],
    ['Ordered, not paid', stock.reserved],
    ['Paid, not sent', stock.paid],
    ['Sent', stock.sent],
  ] as const;
  return (
    <Section title="Where its units are">
      <DataList orientation="horizontal" labelWidth="12rem">
        {figures.map(([label, value]) => (
          <DataList.Item key={label} data-figure={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
    </Section>
  );
}
