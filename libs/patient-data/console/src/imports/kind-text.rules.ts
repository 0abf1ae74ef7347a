/** What the numbers in a LibreView table stand for, as the table's own columns show. */
const LIBREVIEW: Readonly<Record<string, string>> = {
  '0': 'Glucose, stored by the sensor',
  '1': 'Glucose, scanned',
  '2': 'Glucose, by strip',
  '3': 'Ketones, by strip',
  '4': 'Insulin',
  '5': 'Food',
  '6': 'Notes and other',
};

/** The source's own name of a kind, in words where it is a code. */
export function kindText(kind: string, formats: readonly string[]): string {
  if (formats.length === 1 && formats[0] === 'libreview') return LIBREVIEW[kind] ?? kind;
  const [, name] =
    /^HK(?:Quantity|Category|Correlation|Data|Workout)(?:Type(?:Identifier)?)?(\w+)$/.exec(kind) ?? [];
  if (name === undefined) return kind;
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2');
  return words.charAt(0) + words.slice(1).replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}
