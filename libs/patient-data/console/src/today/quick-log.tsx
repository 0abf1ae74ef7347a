import { Loading, Section, useAdditions } from '@carenode/ui';
import { Anchor, Box, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Suspense, useState } from 'react';
import { Link } from 'react-router';

import { ActivityForm } from '../activity/activity-form.js';
import { SymptomForm } from '../conditions/symptom-form.js';
import { QuickMeals } from '../food-log/quick-meals.js';

/** Writes down what is noted every day, without leaving the page. */
export function QuickLog({ patientId }: { readonly patientId: string }) {
  const [what, setWhat] = useState('meal');
  const added = useAdditions('quickLogs');
  // More than three do not stand beside one another on a phone.
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const Added = added.find(({ label }) => label === what)?.Content;
  return (
    <Section title="Write down">
      <SegmentedControl
        fullWidth
        orientation={isNarrow && added.length > 0 ? 'vertical' : 'horizontal'}
        aria-label="What to write down"
        value={what}
        onChange={setWhat}
        data={[
          { value: 'meal', label: 'A meal' },
          { value: 'activity', label: 'An activity' },
          { value: 'symptom', label: 'How I feel' },
          ...added.map(({ label }) => ({ value: label, label })),
        ]}
      />
      <Box mt="md">
        {what === 'meal' && (
          <>
            <QuickMeals patientId={patientId} />
            <Anchor
              component={Link}
              to={`/patients/${patientId}/food-log`}
              size="sm"
              mt="sm"
              display="inline-block"
            >
              Something else …
            </Anchor>
          </>
        )}
        {what === 'activity' && <ActivityForm patientId={patientId} />}
        {what === 'symptom' && <SymptomForm patientId={patientId} />}
        {Added && (
          <Suspense fallback={<Loading lines={4} />}>
            <Added patientId={patientId} />
          </Suspense>
        )}
      </Box>
    </Section>
  );
}
