import {
  Loaded,
  Loading,
  PageHeader,
  ProblemAlert,
  useAdditions,
  useSession,
  type UserType,
} from '@carenode/ui';
import { Box, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useRef } from 'react';
import { Navigate, Route, Routes, useNavigate, useParams } from 'react-router';

import { ClosedRecord } from './closed-record.js';
import classes from './patient.module.css';
import { aboutOf, nameOf, patientQuery } from './patient.queries.js';
import { PATIENT_TABS } from './patient.tabs.js';

/** One patient's record. */
export function Component() {
  const { patientId = 'me', '*': rest = '' } = useParams();
  const { userType } = useSession();
  const patient = useQuery(patientQuery(patientId));
  const navigate = useNavigate();
  const strip = useRef<HTMLDivElement>(null);
  const added = useAdditions('recordTabs');
  const tabs = [...PATIENT_TABS, ...added].filter(({ userTypes }) => userTypes.includes(userType));
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
          void navigate(`/patients/${patientId}/${value?.slice('tab-'.length) ?? ''}`, {
            preventScrollReset: true,
          })
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
              <Suspense fallback={<Loading lines={6} />}>
                <Routes>
                  <Route path={`${path}/*`} element={<Content patientId={patientId} />} />
                  <Route path="*" element={null} />
                </Routes>
              </Suspense>
            </Box>
          </Tabs.Panel>
        ))}
      </Tabs>
      {!tabs.some(({ path }) => path === open) && (
        <Navigate to={`/patients/${patientId}/${tabs[0]?.path ?? ''}`} replace />
      )}
    </>
  );
}

const backFor = (userType: UserType) =>
  userType === 'provider' ? { back: { to: '/patients', label: 'All patients' } } : {};
