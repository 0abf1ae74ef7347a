import { dayText, PlainList } from '@carenode/ui';
import { Badge, Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import { type Prescription, prescriptionState, todayUtc } from './prescription.rules.js';

interface PrescriptionListProps {
  readonly prescriptions: readonly Prescription[];
  readonly actions?: (prescription: Prescription, isUsable: boolean) => ReactNode;
}

/** What was prescribed, and how often it can still be filled. */
export function PrescriptionList({ prescriptions, actions }: PrescriptionListProps) {
  const today = todayUtc();
  return (
    <PlainList label="Prescriptions" gap="sm">
      {prescriptions.map((prescription) => {
        const { text, isUsable } = prescriptionState(prescription, today);
        const { id, treatmentName, quantity, fillsRemaining, dosageInstruction, validFrom, expiresOn } =
          prescription;
        return (
          <Paper component="li" p="md" key={id} data-prescription={treatmentName}>
            <Group justify="space-between" align="flex-start" gap="xs">
              <div style={{ minWidth: 0, flex: '1 1 14rem' }}>
                <Title order={3} style={{ overflowWrap: 'anywhere' }}>
                  {treatmentName}
                </Title>
                {dosageInstruction !== null && (
                  <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {dosageInstruction}
                  </Text>
                )}
                <Text size="sm" c="dimmed">
                  Up to {quantity} at a time
                  {isUsable && `, ${fillsRemaining === 1 ? 'once more' : `${fillsRemaining} more times`}`}
                </Text>
                <Text size="sm" c="dimmed">
                  From {dayText(validFrom)}, before {dayText(expiresOn)}
                </Text>
                {prescription.statusReason !== null && (
                  <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {prescription.statusReason}
                  </Text>
                )}
              </div>
              <Badge color={isUsable ? 'green' : 'gray'}>{text}</Badge>
            </Group>
            {actions?.(prescription, isUsable)}
          </Paper>
        );
      })}
    </PlainList>
  );
}
