import { actFor, type ActingFor, PeopleIcon, useSession } from '@carenode/ui';
import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { actableFor } from './delegation.rules.js';
import { myActiveDelegationsQuery } from './delegations.queries.js';

/** Lines of the account's menu: for whom the person can act. None for who acts for nobody. */
export function ActingForItems() {
  const { id, isActedFor } = useSession();
  const delegations = useQuery(myActiveDelegationsQuery);
  const items = delegations.data?.items ?? [];
  // While they act, the session is the patient's, and who is at the browser is that patient's guardian.
  const guardianId = isActedFor ? (items.find(({ patientId }) => patientId === id)?.guardianId ?? id) : id;
  const patients = actableFor(items, guardianId, new Date());
  if (patients.length === 0 && !isActedFor) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>Acting for</Menu.Label>
      <Menu.Item disabled={!isActedFor} onClick={() => begin(null)}>
        Myself
      </Menu.Item>
      {patients.map((patient) => (
        <Menu.Item
          key={patient.id}
          leftSection={<PeopleIcon size={18} />}
          disabled={isActedFor && patient.id === id}
          onClick={() => begin(patient)}
        >
          {patient.name}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}

/** The page begins anew: nothing that was read for one person is left when another is shown. */
function begin(patient: ActingFor | null): void {
  actFor(patient);
  window.location.assign('/');
}
