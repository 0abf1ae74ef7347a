import { startHost } from './start-host.js';

await startHost();
