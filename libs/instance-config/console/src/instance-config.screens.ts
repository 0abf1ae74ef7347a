import { type ModuleScreens, ModulesIcon } from '@carenode/ui';

export const instanceConfigScreens: ModuleScreens = {
  module: 'instance-config',
  title: 'Modules and settings',
  screens: [{ path: '/modules', load: () => import('./modules/modules.page.js'), userTypes: ['admin'] }],
  navigation: [
    {
      to: '/modules',
      label: 'Modules',
      about: 'See what this instance can do, and switch it on or off.',
      icon: ModulesIcon,
      userTypes: ['admin'],
    },
  ],
};
