import { keepHeapSmall } from './small-heap.js';
import { startHost } from './start-host.js';

keepHeapSmall();
await startHost();
