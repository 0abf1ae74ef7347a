import type { UploadedFile } from '../../format/import-format.js';
import { headText } from '../../format/text.js';

/** `document`: one JSON value, a Bundle or a resource. `lines`: newline-delimited JSON, a resource per line. */
export type FhirShape = 'document' | 'lines' | 'xml';

const RESOURCE_TYPE = /"resourceType"\s*:\s*"[A-Z][A-Za-z]{1,63}"/;
const XML_NAMESPACE = /<[^>]*xmlns\s*=\s*["']http:\/\/hl7\.org\/fhir["']/;
const FIRST_NAME = /^\{\s*"resourceType"\s*:\s*"(\w+)"/;
/** Lines at the beginning that tell whether a file has a resource per line, when the first is broken. */
const LINES_LOOKED_AT = 3;

/** What a file of FHIR is written in, by its beginning; undefined for a file that is none. */
export function shapeOf(file: UploadedFile): FhirShape | undefined {
  const text = headText(file).trimStart();
  if (text.startsWith('<')) return XML_NAMESPACE.test(text) ? 'xml' : undefined;
  if (!text.startsWith('{') || !RESOURCE_TYPE.test(text)) return undefined;
  return hasResourcePerLine(text, file.size > file.head.length) ? 'lines' : 'document';
}

/**
 * A resource that begins and ends in one line is newline-delimited JSON: a file of one such line reads the same either way,
 * unless it is a Bundle. Of a first line that goes on beyond the beginning of the file only the first name is seen.
 */
function hasResourcePerLine(text: string, goesOn: boolean): boolean {
  const lines = text.split('\n').map((line) => line.trim());
  const [first = ''] = lines;
  const firstType = FIRST_NAME.exec(first)?.[1];
  if (lines.length === 1 && goesOn) return firstType !== undefined && firstType !== 'Bundle';
  if (goesOn) lines.pop();
  const told = lines.filter((line) => line !== '');
  const types = told.slice(0, LINES_LOOKED_AT).map(resourceTypeOfLine);
  if (types[0] === 'Bundle') return types[1] !== undefined;
  if (types[0] === undefined && firstType === 'Bundle') return false;
  return types.some((type) => type !== undefined);
}

function resourceTypeOfLine(line: string): string | undefined {
  if (!line.startsWith('{"') && !/^\{\s+"/.test(line)) return undefined;
  try {
    const value = JSON.parse(line) as { resourceType?: unknown } | null;
    return typeof value?.resourceType === 'string' ? value.resourceType : undefined;
  } catch {
    return undefined;
  }
}
