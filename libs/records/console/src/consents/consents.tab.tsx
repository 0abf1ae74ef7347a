import { Loaded } from '@carenode/ui';
import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { statesOf } from './consent.rules.js';
import { ConsentCard } from './consent-card.js';
import { consentsQuery, consentTextsQuery } from './consents.queries.js';

/** What the patient agrees to: each purpose by itself. */
export function Component() {
  const texts = useQuery(consentTextsQuery);
  const consents = useQuery(consentsQuery);
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        Each is agreed to by itself, and can be withdrawn at any time, with effect at once.
      </Text>
      <Loaded query={texts} lines={8}>
        {(allTexts) => (
          <Loaded query={consents} lines={8}>
            {(allConsents) =>
              statesOf(allTexts, allConsents).map((state) => (
                <ConsentCard key={state.purpose} state={state} />
              ))
            }
          </Loaded>
        )}
      </Loaded>
    </Stack>
  );
}
