import { BookIcon, type ModuleScreens, PeopleIcon, PulseIcon } from '@carenode/ui';

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
    {
      path: '/app/learning/*',
      load: () => import('./learning/resources.page.js'),
      userTypes: ['provider', 'admin'],
    },
  ],
  navigation: [
    {
      to: '/patients/me',
      label: 'My health record',
      about: 'Your day, your measurements, food, activity, goals and what there is to learn.',
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
    {
      to: '/app/learning',
      label: 'Learning resources',
      about: 'Texts and links that patients learn from, by condition and treatment.',
      icon: BookIcon,
      userTypes: ['provider', 'admin'],
    },
  ],
};
