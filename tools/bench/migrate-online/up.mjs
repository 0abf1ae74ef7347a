import { Migrator } from '@carenode/database';
import { catalog } from '@carenode/host';
import { loadModules } from '@carenode/runtime';

import { withHardSteps } from './hard-steps.mjs';

/** `migrate up` of this version with the hard steps, as a process of its own. */
const { adminUrl, hostLogin } = JSON.parse(process.env.BENCH_UP);
const modules = withHardSteps(await loadModules(catalog, null));
const migrator = new Migrator({ adminUrl, hostLogin, modules, log: (line) => console.log(line) });
console.log(`applied ${(await migrator.up()).join(', ')}`);
