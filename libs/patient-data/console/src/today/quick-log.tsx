import { Section } from '@carenode/ui';
import { Anchor, Box, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';

import { ActivityForm } from '../activity/activity-form.js';
import { SymptomForm } from '../conditions/symptom-form.js';
import { QuickMeals } from '../food-log/quick-meals.js';

type What = 'meal' | 'activity' | 'symptom';

/** Writes down what is noted every day, without leaving the page. */
export function QuickLog({ patientId }: { readonly patientId: string }) {
  const [what, setWhat] = useState<What>('meal');
  return (
    <Section title="Write down">
      <SegmentedControl
        fullWidth
        aria-label="What to write down"
        value={what}
        onChange={(value) => setWhat(value)}
        data={[
          { value: 'meal', label: 'A meal' },
          { value: 'activity', label: 'An activity' },
          { value: 'symptom', label: 'How I feel' },
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
      </Box>
    </Section>
  );
}
