import type { ModuleCatalog } from '@carenode/runtime';

/** Every module this host can run. What CARENODE_MODULES leaves out is never imported. */
export const catalog: ModuleCatalog = {
  identity: () => import('@carenode/identity'),
  'instance-config': () => import('@carenode/instance-config'),
  records: () => import('@carenode/records'),
  'patient-data': () => import('@carenode/patient-data'),
  ecommerce: () => import('@carenode/ecommerce'),
};
