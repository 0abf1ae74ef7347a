import type { ImportFormat } from '../format/import-format.js';
import type { FromReader, ToReader } from './messages.js';
import { Reader, refusalOf } from './reader.js';

/** Makes this process a reader: it waits to be told what to read, tells its parent what is in it, and ends. */
export function serveReader(formats: readonly ImportFormat[]): void {
  let reader: Reader | undefined;
  const tell = (message: FromReader) => void process.send?.(message);
  const end = () => process.disconnect();

  // Nobody is left to tell, and nothing to put in order; process.exit would wait for V8's threads, maybe forever.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.on('uncaughtException', (error) => {
    if (!process.connected) return;
    process.send?.(
      { type: 'refused', refusal: refusalOf(error) } satisfies FromReader,
      undefined,
      undefined,
      end,
    );
  });
  process.on('message', (message: ToReader) => {
    if (message.type === 'ack') reader?.acknowledge();
    else if (message.type === 'cancel') {
      if (reader) reader.cancel();
      else end();
    } else {
      reader = new Reader(formats, message, tell);
      // What was told before it is sent before it ends.
      void reader
        .run()
        .finally(() => process.send?.({ type: 'over' } satisfies FromReader, undefined, undefined, end));
    }
  });
}
