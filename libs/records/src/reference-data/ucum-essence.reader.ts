import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** A unit of `ucum-essence.xml`. */
export interface UcumUnit {
  readonly line: number;
  readonly code: string;
  readonly name: string;
  readonly printSymbol: string | null;
  readonly property: string;
  readonly isMetric: boolean;
  readonly isArbitrary: boolean;
  readonly isSpecial: boolean;
}

const NAMESPACE = 'http://unitsofmeasure.org/ucum-essence';
const UNITS = new Set(['unit', 'base-unit']);
const TEXTS = new Set(['name', 'printSymbol', 'property']);

/** Thrown for XML that is malformed or something else than ucum-essence. */
export class NotUcumEssence extends Error {}

/** Reads ucum-essence.xml piece by piece; `take` hands out the units that the pieces so far completed. */
export class UcumEssenceReader {
  private readonly parser = new SaxesParser();
  private readonly path: string[] = [];
  private units: UcumUnit[] = [];
  private unit: SaxesTagPlain | undefined;
  private texts: Record<string, string[]> = {};
  private text = '';

  constructor() {
    this.parser.on('error', ({ message }) => {
      throw new NotUcumEssence(`the XML is malformed (line:column ${message.slice(0, 200)}).`);
    });
    this.parser.on('doctype', () => {
      throw new NotUcumEssence('it has a document type declaration, which the published file has not.');
    });
    this.parser.on('opentag', (tag) => this.open(tag));
    this.parser.on('text', (text) => (this.text += this.unit ? text : ''));
    this.parser.on('closetag', (tag) => this.close(tag));
  }

  write(chunk: string): void {
    this.parser.write(chunk);
  }

  /** Throws when the file ends too early. */
  end(): void {
    this.parser.close();
  }

  take(): UcumUnit[] {
    const units = this.units;
    this.units = [];
    return units;
  }

  private open(tag: SaxesTagPlain): void {
    if (this.path.length === 0 && (tag.name !== 'root' || tag.attributes['xmlns'] !== NAMESPACE)) {
      throw new NotUcumEssence(`its root element is not the one of ${NAMESPACE}.`);
    }
    this.path.push(tag.name);
    if (this.path.length === 2 && UNITS.has(tag.name)) {
      this.unit = tag;
      this.texts = {};
    }
    // Below a text's own element there is only typesetting, such as <sub>.
    if (this.path.length === 3) this.text = '';
  }

  private close(tag: SaxesTagPlain): void {
    if (this.unit && this.path.length === 3 && TEXTS.has(tag.name)) {
      (this.texts[tag.name] ??= []).push(this.text.replace(/\s+/g, ' ').trim());
    }
    if (this.unit && this.path.length === 2) {
      this.units.push(this.finish(this.unit));
      this.unit = undefined;
    }
    this.path.pop();
  }

  private finish({ name, attributes }: SaxesTagPlain): UcumUnit {
    return {
      line: this.parser.line,
      code: attributes['Code'] ?? '',
      name: (this.texts['name'] ?? []).join('; '),
      printSymbol: this.texts['printSymbol']?.join(' ') || null,
      property: (this.texts['property'] ?? []).join('; '),
      // Base units carry no such attribute, and all of them take prefixes.
      isMetric: name === 'base-unit' || attributes['isMetric'] === 'yes',
      isArbitrary: attributes['isArbitrary'] === 'yes',
      isSpecial: attributes['isSpecial'] === 'yes',
    };
  }
}

/** What is wrong with a unit that cannot be taken; undefined when it can. */
export function whatIsWrong(unit: UcumUnit): string | undefined {
  if (unit.code.length < 1 || unit.code.length > 60) return 'Code has 1 to 60 characters';
  if (unit.name.length < 1 || unit.name.length > 300) return 'name has 1 to 300 characters';
  if (unit.property.length < 1 || unit.property.length > 300) return 'property has 1 to 300 characters';
  return undefined;
}
