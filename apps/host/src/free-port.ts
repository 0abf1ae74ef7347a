import { createServer } from 'node:net';

/** Refuses, in one sentence, a port that cannot be listened on; before anything else was begun. */
export async function refuseTakenPort(port: number, address: string): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: address, exclusive: true }, resolve);
    });
  } catch (error) {
    throw listenError(error, port, address);
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  }
}

/** What it means that a port or address cannot be listened on, and what to do. */
export function listenError(error: unknown, port: number, address: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} is in use by another program. Set PORT to a free one, for example: PORT=${nextPort(port)} npm start`,
        { cause: error },
      );
    case 'EACCES':
      return new Error(`Port ${port} may not be used by this user. Set PORT to one above 1023.`, {
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`HOST is "${address}", which is not an address of this machine.`, { cause: error });
    default:
      return error;
  }
}

const nextPort = (port: number) => (port < 65_535 ? port + 1 : 3000);
