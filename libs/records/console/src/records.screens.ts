import { CheckIcon, type ModuleScreens, PeopleIcon } from '@carenode/ui';

export const recordsScreens: ModuleScreens = {
  module: 'records',
  title: 'Health records',
  screens: [
    {
      path: '/app/care-teams',
      load: () => import('./care-team/my-care-teams.page.js'),
      userTypes: ['provider'],
    },
  ],
  tabs: [
    {
      page: '/app/privacy',
      path: 'care-team',
      label: 'Care team',
      icon: PeopleIcon,
      order: 10,
      load: () => import('./care-team/care-team.tab.js'),
    },
    {
      page: '/app/privacy',
      path: 'consents',
      label: 'Consents',
      icon: CheckIcon,
      order: 20,
      load: () => import('./consents/consents.tab.js'),
    },
  ],
  navigation: [
    {
      to: '/app/care-teams',
      label: 'Care teams',
      about: 'Invitations that wait for your answer, and the care teams you are in.',
      icon: PeopleIcon,
      userTypes: ['provider'],
    },
  ],
};
