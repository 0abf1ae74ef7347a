import { Migrator } from '@carenode/database';

import type { MigratorOrder } from './migrator-process.js';
import { testModules } from './test-modules.js';

const order = JSON.parse(process.env['CARENODE_TEST_MIGRATOR'] ?? '{}') as MigratorOrder;
const { adminUrl, hostLogin, direction, dropData, restore } = order;
const migrator = new Migrator({ adminUrl, hostLogin, modules: await testModules(order.modules) });
process.stdout.write('begin\n');
await (direction === 'up' ? migrator.up({ restore, dropData }) : migrator.down({ restore, dropData }));
process.stdout.write('end\n');
