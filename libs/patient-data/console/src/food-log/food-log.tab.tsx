import { Section, useSession } from '@carenode/ui';
import { Anchor, Grid, Stack } from '@mantine/core';
import { Link, Route, Routes } from 'react-router';

import { FoodDays } from './food-days.js';
import { FoodLogForm } from './food-log-form.js';
import { OwnFoods } from './own-foods.js';
import { QuickMeals } from './quick-meals.js';

interface OfPatient {
  readonly patientId: string;
}

/** What was eaten; the patient adds to it, providers read it. */
export function FoodLogTab({ patientId }: OfPatient) {
  const { userType } = useSession();
  return (
    <Routes>
      <Route index element={<FoodLog patientId={patientId} />} />
      {userType === 'patient' && <Route path="foods" element={<OwnFoods patientId={patientId} />} />}
    </Routes>
  );
}

function FoodLog({ patientId }: OfPatient) {
  const { userType } = useSession();
  const mayAdd = userType === 'patient';
  return (
    <Grid gap="lg">
      {mayAdd && (
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack gap="lg">
            <Section title="In one tap">
              <QuickMeals patientId={patientId} />
            </Section>
            <Section
              title="Add an entry"
              actions={
                <Anchor
                  component={Link}
                  to={`/patients/${patientId}/food-log/foods`}
                  size="sm"
                  preventScrollReset
                >
                  Your own foods
                </Anchor>
              }
            >
              <FoodLogForm patientId={patientId} />
            </Section>
          </Stack>
        </Grid.Col>
      )}
      <Grid.Col span={{ base: 12, md: mayAdd ? 6 : 12 }}>
        <Section title="Day by day">
          <FoodDays patientId={patientId} />
        </Section>
      </Grid.Col>
    </Grid>
  );
}
