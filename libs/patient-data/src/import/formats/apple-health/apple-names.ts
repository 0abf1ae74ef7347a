import { copyOf, deviceName, sourceName, withoutAddress } from './apple-words.js';

const MOST = 10_000;

/** Names of sources and devices as they are kept: an export has a few, and writes them with every record. */
export class AppleNames {
  private readonly sources = new Map<string | undefined, string>();
  private readonly devices = new Map<string, string | null>();

  source(raw: string | undefined): string {
    const known = this.sources.get(raw);
    if (known !== undefined) return known;
    const key = raw === undefined ? raw : copyOf(raw);
    const name = sourceName(key);
    if (this.sources.size >= MOST) this.sources.clear();
    this.sources.set(key, name);
    return name;
  }

  device(raw: string | undefined): string | null {
    if (raw === undefined || raw === '') return null;
    const key = withoutAddress(raw);
    const known = this.devices.get(key);
    if (known !== undefined) return known;
    const name = deviceName(copyOf(raw));
    if (this.devices.size >= MOST) this.devices.clear();
    this.devices.set(copyOf(key), name);
    return name;
  }
}
