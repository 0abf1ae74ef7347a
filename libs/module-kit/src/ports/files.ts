/** What was written of a file. */
export interface WrittenFile {
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

/** A file that is kept, as lists tell it. */
export interface KeptFile {
  readonly key: string;
  /** When it was last written to. */
  readonly modifiedAt: Date;
}

/**
 * Keeps files that are too large for the database, for as long as a module needs them; every host of the instance sees the
 * same files. Keys are lower-case words, digits and dashes between slashes: `imports/0198c0de-…`. Provided by the host.
 */
export abstract class Files {
  /**
   * Keeps the bytes under the key. The file is there when all of it is, and never in part: on a throw (of `content` too)
   * nothing is kept. Throws `file_too_large` beyond `maxBytes`, and `no_room` when there is no more room for it.
   */
  abstract write(key: string, content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<WrittenFile>;

  /** Hands `use` a path of this machine that the file can be read from until it resolves. Throws `file_missing`. */
  abstract withPath<T>(key: string, use: (path: string) => Promise<T>): Promise<T>;

  /** Removes the file; none is fine. */
  abstract remove(key: string): Promise<void>;

  /** The files under a prefix such as `imports`, those that are being written included. */
  abstract list(prefix: string): Promise<readonly KeptFile[]>;
}
