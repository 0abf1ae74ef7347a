import { exitProcess } from '@carenode/runtime/exit-process';

import { runCli } from './run-cli.js';

const code = await runCli(process.argv.slice(2), process.env);
// What goes into a pipe is written later: an exit before that would cut a long answer short.
await new Promise((written) => process.stdout.write('', written));
exitProcess(code);
