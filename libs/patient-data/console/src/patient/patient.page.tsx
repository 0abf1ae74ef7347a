import {
  FoodIcon,
  type Icon,
  ListIcon,
  Loaded,
  PageHeader,
  ProblemAlert,
  PulseIcon,
  UploadIcon,
  useSession,
  type UserType,
} from '@carenode/ui';
import { Box, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, useEffect, useRef } from 'react';
import { Navigate, Route, Routes, useNavigate, useParams } from 'react-router';

import { ConditionsTab } from '../conditions/conditions.tab.js';
import { FoodLogTab } from '../food-log/food-log.tab.js';
import { ImportsTab } from '../imports/imports.tab.js';
import { MeasurementsTab } from '../measurements/measurements.tab.js';
import { ClosedRecord } from './closed-record.js';
import classes from './patient.module.css';
import { aboutOf, nameOf, patientQuery } from './patient.queries.js';

interface PatientTab {
  /** Below the patient's address. */
  readonly path: string;
  readonly label: string;
  readonly icon: Icon;
  readonly userTypes: readonly UserType[];
  readonly Content: ComponentType<{ readonly patientId: string }>;
}

const TABS: readonly PatientTab[] = [
  {
    path: '',
    label: 'Measurements',
    icon: PulseIcon,
    userTypes: ['patient', 'provider'],
    Content: MeasurementsTab,
  },
  {
    path: 'conditions',
    label: 'Conditions',
    icon: ListIcon,
    userTypes: ['patient', 'provider'],
    Content: ConditionsTab,
  },
  {
    path: 'food-log',
    label: 'Food log',
    icon: FoodIcon,
    userTypes: ['patient', 'provider'],
    Content: FoodLogTab,
  },
  { path: 'imports', label: 'Import', icon: UploadIcon, userTypes: ['patient'], Content: ImportsTab },
];

/** One patient's record. */
export function Component() {
  const { patientId = 'me', '*': rest = '' } = useParams();
  const { userType } = useSession();
  const patient = useQuery(patientQuery(patientId));
  const navigate = useNavigate();
  const strip = useRef<HTMLDivElement>(null);
  const tabs = TABS.filter(({ userTypes }) => userTypes.includes(userType));
  const [open = ''] = rest.split('/');
  const isLoaded = patient.data !== undefined;
  useEffect(() => {
    // On a narrow screen the open tab may be out of sight.
    const tab = strip.current?.querySelector('[aria-selected="true"]');
    tab?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [open, isLoaded]);
  if (patient.error && !patient.data && !patient.isFetching) {
    return (
      <>
        <PageHeader title="Patient" {...backFor(userType)} />
        {userType === 'provider' ? (
          <ClosedRecord patientId={patientId} error={patient.error} onRetry={() => void patient.refetch()} />
        ) : (
          <ProblemAlert error={patient.error} onRetry={() => void patient.refetch()} />
        )}
      </>
    );
  }
  return (
    <>
      <Loaded query={patient} lines={2}>
        {(found) => <PageHeader title={nameOf(found)} about={aboutOf(found)} {...backFor(userType)} />}
      </Loaded>
      <Tabs
        value={`tab-${open}`}
        onChange={(value) =>
          void navigate(tabPath(patientId, value?.slice('tab-'.length) ?? ''), { preventScrollReset: true })
        }
        keepMounted={false}
      >
        <div className={classes.scroller} ref={strip}>
          <Tabs.List className={classes.list}>
            {tabs.map(({ path, label, icon: TabIcon }) => (
              <Tabs.Tab key={path} value={`tab-${path}`} leftSection={<TabIcon size={18} />}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </div>
        {tabs.map(({ path, Content }) => (
          <Tabs.Panel key={path} value={`tab-${path}`}>
            <Box pt="lg">
              <Routes>
                <Route path={path === '' ? '/' : `${path}/*`} element={<Content patientId={patientId} />} />
                <Route path="*" element={null} />
              </Routes>
            </Box>
          </Tabs.Panel>
        ))}
      </Tabs>
      {!tabs.some(({ path }) => path === open) && <Navigate to={tabPath(patientId, '')} replace />}
    </>
  );
}

const tabPath = (patientId: string, tab: string) => `/patients/${patientId}${tab === '' ? '' : `/${tab}`}`;

const backFor = (userType: UserType) =>
  userType === 'provider' ? { back: { to: '/patients', label: 'All patients' } } : {};
