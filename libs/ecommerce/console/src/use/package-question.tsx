import { dayText, DoneAlert, ProblemAlert } from '@carenode/ui';
import { Button, Fieldset, Group, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { type Purchase, purchasesQuery, usePurchaseLink } from './use.queries.js';

interface PackageQuestionProps {
  readonly patientId: string;
  readonly measurementId: string;
  readonly variableId: string;
}

/** Asks of which purchase something is that was just written down; nothing when nothing was bought. */
export function PackageQuestion({ patientId, measurementId, variableId }: PackageQuestionProps) {
  const purchases = useQuery(purchasesQuery(patientId, variableId));
  const link = usePurchaseLink(patientId, measurementId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isSkipped, setSkipped] = useState(false);
  const offered = purchases.data ?? [];
  const value = chosen ?? offered.find(({ matches }) => matches)?.orderItemId ?? null;
  if (link.isSuccess)
    return (
      <DoneAlert>
        <Text size="sm">
          It is of {link.data.name}
          {link.data.lots !== null && `, lot ${link.data.lots}`}.
        </Text>
      </DoneAlert>
    );
  // That nothing can be offered is no reason to trouble somebody who has written down what they wanted to.
  if (offered.length === 0 || isSkipped) return null;
  return (
    <Fieldset legend="Which package was it?" mb="md">
      <Stack gap="sm">
        {link.error && <ProblemAlert error={link.error} title="This was not kept" />}
        <Radio.Group aria-label="Which package was it?" value={value} onChange={setChosen}>
          <Stack gap="xs">
            {offered.slice(0, 8).map((purchase) => (
              <Radio
                key={purchase.orderItemId}
                value={purchase.orderItemId}
                label={purchase.name}
                description={aboutOf(purchase)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Group gap="xs">
          <Button
            size="sm"
            disabled={value === null}
            loading={link.isPending}
            onClick={() => value !== null && link.mutate(value)}
          >
            It was this one
          </Button>
          <Button size="sm" variant="default" onClick={() => setSkipped(true)}>
            None of these
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

const aboutOf = ({ lots, orderDate, number }: Purchase) =>
  [
    lots !== null && `Lot ${lots}`,
    orderDate !== undefined && `ordered ${dayText(orderDate)}`,
    `order ${number}`,
  ]
    .filter(Boolean)
    .join(' · ');
