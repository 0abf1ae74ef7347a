import { Adoption } from '../dist/migrate/index.js';
import { diary } from './fixture-adoption.ts';

// Applies the adoption of the database that is named, or takes it back into a file; to be killed.
const [, , verb, adminUrl = '', file = ''] = process.argv;
const adoption = new Adoption({
  adminUrl,
  hostLogin: { name: 'carenode_test_host', password: 'only-on-loopback-while-tests-run' },
  modules: [diary],
  log: (line) => process.stdout.write(`${line}\n`),
});
if (verb === 'apply') await adoption.apply({ branch: null });
else await adoption.undo({ rowsFile: file, reopen: true });
