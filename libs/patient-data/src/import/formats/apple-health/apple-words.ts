/** Who told a record that names no source: the app that wrote the export. */
const UNNAMED = 'Apple Health';
const MOST_SOURCE = 100;
const MOST_DEVICE = 200;
/** Of an attribute value; what is longer is cut. */
export const MOST_VALUE = 64 * 1024;

/** Control characters and the marks that only turn the direction of writing. */
const INVISIBLE = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** A text as people read it: without control characters, blanks collapsed, at most `most` UTF-16 units, none of them half. */
export function cleanText(text: string, most: number): string {
  const plain = text.slice(0, MOST_VALUE).replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
  return plain.length <= most
    ? plain
    : plain
        .slice(0, most)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trim();
}

/**
 * The name of a source as a key: NFKC (a no-break space is a space), typographic apostrophes as `'`, because one watch is
 * written in all these ways in one export.
 */
export function sourceName(raw: string | undefined): string {
  if (raw === undefined) return UNNAMED;
  const name = raw
    .slice(0, MOST_VALUE)
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02BC]/g, "'");
  return cleanText(name, MOST_SOURCE) || UNNAMED;
}

const DEVICE_PART =
  /, ?(?=(?:name|manufacturer|model|hardware|firmware|software|localIdentifier|UDI[ A-Za-z]*|creation date):)/;
const TOLD = ['name', 'manufacturer', 'model', 'hardware', 'firmware', 'software'];

/**
 * What measured a record: name, maker, model, hardware, firmware and software of `<<HKDevice: 0x28…>, name:Apple Watch, …>`,
 * without the address in memory, which changes from record to record, and without identifiers of the very piece.
 */
export function deviceName(raw: string): string | null {
  const text = withoutAddress(raw.slice(0, MOST_VALUE)).replace(/>$/, '');
  const parts = new Map(
    text.split(DEVICE_PART).map((part) => {
      const colon = part.indexOf(':');
      return [part.slice(0, colon).replace(/^[, ]+/, ''), part.slice(colon + 1).trim()] as const;
    }),
  );
  const told = TOLD.flatMap((key) => {
    const value = parts.get(key);
    return value ? [key.endsWith('ware') && key !== 'hardware' ? `${key} ${value}` : value] : [];
  });
  const name = told.length > 0 ? [...new Set(told)].join(', ') : text.replace(/^[<, ]+/, '');
  return cleanText(name, MOST_DEVICE) || null;
}

/** The device's text without what changes from record to record. */
export function withoutAddress(raw: string): string {
  return raw.startsWith('<<HKDevice') ? raw.slice(raw.indexOf('>') + 1) : raw;
}

/** `HeadphoneAudioExposure` as words: `Headphone audio exposure`; abbreviations stay: `Average METs`. */
export function wordsOf(identifier: string): string {
  const words = identifier
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z]{2,})/g, '$1 $2')
    .split(/[\s_]+/)
    .filter((word) => word !== '')
    .map((word, n) => (n > 0 && /^[A-Z][a-z]/.test(word) ? word.toLowerCase() : word));
  return cleanText(words.join(' '), MOST_SOURCE);
}

/** The last part of an identifier: `HKQuantityTypeIdentifierFooBar` gives `FooBar`. */
export function afterPrefix(identifier: string): string {
  return identifier.replace(
    /^HK(?:QuantityTypeIdentifier|CategoryTypeIdentifier|CorrelationTypeIdentifier|WorkoutActivityType|WorkoutEventType|DataTypeIdentifier|DataType|MetadataKey|CategoryValue)?(?=[A-Z])/,
    '',
  );
}

/** A copy that does not keep the piece of the file alive that it was cut from. */
export function copyOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
