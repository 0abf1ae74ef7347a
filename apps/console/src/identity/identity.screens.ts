import { type ModuleScreens, PeopleIcon } from '@carenode/ui';

export const identityScreens: ModuleScreens = {
  module: 'identity',
  title: 'People and sign-in',
  screens: [{ path: '/app/people', load: () => import('./people.page.js'), userTypes: ['admin'] }],
  navigation: [
    {
      to: '/app/people',
      label: 'People',
      about: 'See who has an account on this instance, and invite others.',
      icon: PeopleIcon,
      userTypes: ['admin'],
    },
  ],
};
