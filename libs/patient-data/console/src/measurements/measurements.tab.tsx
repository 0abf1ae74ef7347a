import { Loaded, Nothing, PulseIcon, Section, useSession } from '@carenode/ui';
import { Anchor, Grid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';

import { MeasurementTable } from './measurement-table.js';
import { type Variable, variablesQuery } from './measurements.queries.js';
import { firstToShow } from './series.rules.js';
import { type Scope, ScopeSwitch } from './scope-switch.js';
import { SourceOrderSection } from './source-order.js';
import { TimeZones } from './time-zones.js';
import { VariableList, VariableSelect } from './variable-picker.js';
import { VariableView } from './variable-view.js';

/** What was measured, one variable over time, and the newest values. */
export function MeasurementsTab({ patientId }: { readonly patientId: string }) {
  const variables = useQuery(variablesQuery(patientId));
  const { userType } = useSession();
  return (
    <Loaded query={variables} lines={8}>
      {(all) =>
        all.length === 0 ? (
          <Nothing
            icon={PulseIcon}
            title="Nothing was measured yet"
            text="Measurements appear here once a file is imported, or values are entered."
          >
            {userType === 'patient' && (
              <Anchor component={Link} to={`/patients/${patientId}/imports`} preventScrollReset>
                Import a file
              </Anchor>
            )}
          </Nothing>
        ) : (
          <Measurements patientId={patientId} variables={all} />
        )
      }
    </Loaded>
  );
}

interface MeasurementsProps {
  readonly patientId: string;
  readonly variables: readonly Variable[];
}

function Measurements({ patientId, variables }: MeasurementsProps) {
  const [parameters, setParameters] = useSearchParams();
  const { userType } = useSession();
  const asked = parameters.get('variable');
  const variable = variables.find(({ id }) => id === asked) ?? firstToShow(variables);
  const choose = (id: string) => setParameters({ variable: id }, { replace: true, preventScrollReset: true });
  if (!variable) return null;
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 4 }}>
        <VariableList variables={variables} chosen={variable.id} onChoose={choose} />
        <VariableSelect variables={variables} chosen={variable.id} onChoose={choose} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Stack gap="lg">
          {userType === 'patient' && <TimeZones patientId={patientId} />}
          <VariableView key={`view ${variable.id}`} patientId={patientId} variable={variable} />
          {userType === 'patient' && (
            <SourceOrderSection key={`order ${variable.id}`} patientId={patientId} variable={variable} />
          )}
          <Newest patientId={patientId} variable={variable} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function Newest({ patientId, variable }: { readonly patientId: string; readonly variable: Variable }) {
  const [scope, setScope] = useState<Scope>('one');
  return (
    <Section
      title="Newest measurements"
      actions={
        <ScopeSwitch
          label="Which measurements"
          one="This one"
          all="Everything"
          scope={scope}
          onChange={setScope}
        />
      }
    >
      <MeasurementTable patientId={patientId} variableId={scope === 'one' ? variable.id : undefined} />
    </Section>
  );
}
