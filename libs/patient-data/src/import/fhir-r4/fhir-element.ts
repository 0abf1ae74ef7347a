import { DECIMAL_RULE, isStorableDecimal } from './fhir-decimal.js';
import { readInstant } from './fhir-instant.js';
import { JsonNumber, isJsonObject, property } from './fhir-json.js';
import type { JsonObject, JsonValue } from './fhir-json.js';
import type { Instant } from './fhir-records.js';
import { ResourceRefusal } from './fhir-refusal.js';

const MAX_CODE_LENGTH = 200;
const MAX_URI_LENGTH = 500;

/** Told of what is left out or shortened although the resource is used. */
export type WarningSink = (field: string, reason: string) => void;

/**
 * One JSON object of a bundle with its path. Every accessor is total: an absent (or null) field is undefined or an
 * empty list, a field of the wrong type throws ResourceRefusal naming it, and nothing else ever happens. An element
 * may itself be absent, so paths can be chained.
 */
export class FhirElement {
  private constructor(
    private readonly object: JsonObject | undefined,
    readonly path: string,
    private readonly sink: WarningSink,
  ) {}

  /** The element at `path`; throws ResourceRefusal when the value is there and is not an object. */
  static at(value: JsonValue | undefined, path: string, sink: WarningSink): FhirElement {
    if (value === undefined || value === null) return new FhirElement(undefined, path, sink);
    if (!isJsonObject(value)) throw new ResourceRefusal(path, 'must be an object');
    return new FhirElement(value, path, sink);
  }

  get exists(): boolean {
    return this.object !== undefined;
  }

  /** Names of the fields that are not null. */
  names(): string[] {
    return this.object ? Object.keys(this.object).filter((name) => this.has(name)) : [];
  }

  has(name: string): boolean {
    const value = property(this.object, name);
    return value !== undefined && value !== null;
  }

  child(name: string): FhirElement {
    return FhirElement.at(property(this.object, name), this.pathOf(name), this.sink);
  }

  /** The objects of a list. */
  list(name: string): FhirElement[] {
    return this.items(name).map((item, index) => {
      const path = `${this.pathOf(name)}[${index}]`;
      if (item === null) throw new ResourceRefusal(path, 'must be an object');
      return FhirElement.at(item, path, this.sink);
    });
  }

  /** The texts of a list, without empty ones. */
  texts(name: string, limit = MAX_URI_LENGTH): string[] {
    return this.items(name).flatMap((item, index) => {
      const text = this.cleaned(item, `${this.pathOf(name)}[${index}]`, limit);
      return text === undefined ? [] : [text];
    });
  }

  /** Human text: trimmed, control characters replaced, cut at `limit` characters with a warning; empty is absent. */
  text(name: string, limit = 500): string | undefined {
    return this.cleaned(property(this.object, name), this.pathOf(name), limit);
  }

  /** A code, id or unit: as text, but a shortened one would be another code, so a long one is refused. */
  code(name: string, limit = MAX_CODE_LENGTH): string | undefined {
    const text = this.text(name, Number.POSITIVE_INFINITY);
    if (text !== undefined && text.length > limit) this.refuse(name, `must have at most ${limit} characters`);
    return text;
  }

  uri(name: string): string | undefined {
    return this.code(name, MAX_URI_LENGTH);
  }

  boolean(name: string): boolean | undefined {
    const value = property(this.object, name) ?? undefined;
    if (value === undefined || typeof value === 'boolean') return value;
    return this.refuse(name, 'must be true or false');
  }

  /** A number as the decimal text of the file, within what can be stored. */
  decimal(name: string): string | undefined {
    const value = property(this.object, name) ?? undefined;
    if (value === undefined) return undefined;
    if (!(value instanceof JsonNumber)) return this.refuse(name, 'must be a number');
    return isStorableDecimal(value.source) ? value.source : this.refuse(name, DECIMAL_RULE);
  }

  isNumber(name: string): boolean {
    return property(this.object, name) instanceof JsonNumber;
  }

  /** A text, or true and false, as one word or more; undefined for everything else, whatever its type. */
  word(name: string): string | undefined {
    const value = property(this.object, name);
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    return typeof value === 'string' ? this.text(name) : undefined;
  }

  integer(name: string): string | undefined {
    const value = this.decimal(name);
    return value === undefined || /^-?\d+$/.test(value) ? value : this.refuse(name, 'must be a whole number');
  }

  instant(name: string): Instant | undefined {
    const text = this.code(name);
    if (text === undefined) return undefined;
    const instant = readInstant(text);
    return 'rule' in instant ? this.refuse(name, instant.rule) : instant;
  }

  /** Leaves the whole resource (or component) out, for a reason that concerns the field `name`. */
  refuse(name: string, reason: string): never {
    throw new ResourceRefusal(this.pathOf(name), reason);
  }

  warn(name: string, reason: string): void {
    this.sink(this.pathOf(name), reason);
  }

  /** Turns the refusal of a part into a warning of the whole. */
  demote(refusal: ResourceRefusal): void {
    this.sink(refusal.field, refusal.reason);
  }

  private items(name: string): JsonValue[] {
    const value = property(this.object, name) ?? [];
    return Array.isArray(value) ? value : this.refuse(name, 'must be a list');
  }

  private cleaned(value: JsonValue | undefined, path: string, limit: number): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw new ResourceRefusal(path, 'must be text');
    const text = cleanText(value);
    if (text.length > limit) {
      this.sink(path, `was cut at ${limit} characters`);
      return text
        .slice(0, limit)
        .replace(/\p{Cs}$/u, '')
        .trimEnd();
    }
    return text === '' ? undefined : text;
  }

  private pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

/** Half a surrogate pair is no character, and control characters other than line feed and tab have no place in a name. */
function cleanText(value: string): string {
  return value
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();
}
