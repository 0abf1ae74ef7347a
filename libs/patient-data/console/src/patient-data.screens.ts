import { type ModuleScreens, PeopleIcon, PulseIcon } from '@carenode/ui';

export const patientDataScreens: ModuleScreens = {
  module: 'patient-data',
  title: 'Patient data',
  screens: [
    {
      path: '/patients',
      load: () => import('./patients/patients.page.js'),
      userTypes: ['provider', 'patient'],
    },
    {
      path: '/patients/:patientId/*',
      load: () => import('./patient/patient.page.js'),
      userTypes: ['provider', 'patient'],
    },
  ],
  navigation: [
    {
      to: '/patients/me',
      label: 'My health record',
      about: 'Your measurements over time, your conditions and your treatments.',
      icon: PulseIcon,
      userTypes: ['patient'],
    },
    {
      to: '/patients',
      label: 'Patients',
      about: 'The records of the patients in your care.',
      icon: PeopleIcon,
      userTypes: ['provider'],
    },
  ],
};
