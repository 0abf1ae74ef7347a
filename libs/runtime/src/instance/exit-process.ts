import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Ends the process as `process.exit` does, which may otherwise wait forever: it joins V8's compiling threads, and one of them
 * that runs out of heap waits for the main thread to collect garbage (nodejs/node#54918, about one start in a hundred that
 * fails early). Collected before, the heap has room for what these threads still compile.
 */
export function exitProcess(code: number): never {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  process.exit(code);
}
