import { isJsonObject, JsonNumber, type JsonValue, property } from '../../fhir-r4/fhir-json.js';
import { FileRefusal, type UploadedFile } from '../../format/import-format.js';
import { headText } from '../../format/text.js';
import { byteLines, bytesOf, JsonProblem, MOST_LINE_BYTES, readJson } from '../json/json-input.js';

/** Which schema a body follows: `omh`, `body-weight`, `3.0`. */
export interface SchemaId {
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
}

/** One data point of a file, or a bare body whose schema the path tells; or why it is none. */
export interface FoundPoint {
  /** The line, or the number of the data point in its file; from 1. */
  readonly at: number;
  readonly point: JsonValue | JsonProblem;
  readonly schemaOfPath: SchemaId | undefined;
  /** True where the file is an answer of a Shimmer server, which makes new ids at each request. */
  readonly idsAreNew: boolean;
}

const PATH = /(?:^|\/)(omh|ieee|granola)\/([a-z0-9]+(?:-[a-z0-9]+)*)\/(\d{1,3}\.(?:\d{1,3}|x))(?:\/|$)/;
const HEADER = /"schema_id"\s*:\s*\{[^{}]*"name"\s*:/;
const LINES_LOOKED_AT = 3;

export function isOpenMHealth(file: UploadedFile): boolean {
  const text = headText(file).trimStart();
  if (/^[[{]/.test(text) && HEADER.test(text)) return true;
  return schemaOfPath(file.path) !== undefined && /^(?:[[{]\s*["{\]}]|")/.test(text);
}

export async function* dataPoints(file: UploadedFile): AsyncGenerator<FoundPoint> {
  const schema = schemaOfPath(file.path);
  if (isLines(file)) {
    for await (const { number, bytes } of byteLines(file)) {
      const tooLong = { reason: `is longer than ${MOST_LINE_BYTES / 1024 ** 2} MiB` };
      const point = bytes ? readJson(bytes) : new JsonProblem('too_long', tooLong);
      yield { at: number, point, schemaOfPath: schema, idsAreNew: false };
    }
    return;
  }
  const whole = readJson(await bytesOf(file));
  if (whole instanceof JsonProblem) {
    throw new FileRefusal(whole.code, `The file ${whole.problem.reason}.`, whole.problem.field);
  }
  const isShimmer = property(whole, 'shim') !== undefined;
  const answered = isShimmer ? property(whole, 'body') : undefined;
  const points = Array.isArray(whole) ? whole : Array.isArray(answered) ? answered : [whole];
  for (const [index, point] of points.entries()) {
    yield { at: index + 1, point, schemaOfPath: schema, idsAreNew: isShimmer };
  }
}

/** The schema named by a header, else by the path of the file. */
export function schemaOf(header: JsonValue | undefined, ofPath: SchemaId | undefined): SchemaId | undefined {
  const told = property(header, 'schema_id');
  const [namespace, name, version] = ['namespace', 'name', 'version'].map((part) => property(told, part));
  if (typeof namespace !== 'string' || typeof name !== 'string') return ofPath;
  if (!/^[\w.-]{1,60}$/.test(namespace) || !/^[\w-]{1,80}$/.test(name)) return ofPath;
  return { namespace, name, version: typeof version === 'string' ? version : '' };
}

function schemaOfPath(path: string): SchemaId | undefined {
  const [, namespace, name, version] = PATH.exec(path) ?? [];
  return namespace && name && version ? { namespace, name, version } : undefined;
}

/** Several lines, of which one of the first is a whole data point. */
function isLines(file: UploadedFile): boolean {
  const lines = headText(file)
    .split('\n')
    .map((line) => line.trim());
  if (file.size > file.head.length) lines.pop();
  const told = lines.filter((line) => line !== '');
  return told.length > 1 && told.slice(0, LINES_LOOKED_AT).some(isWholePoint);
}

function isWholePoint(line: string): boolean {
  if (!line.startsWith('{')) return false;
  const value = readJson(new TextEncoder().encode(line));
  if (value instanceof JsonProblem || value instanceof JsonNumber || !isJsonObject(value)) return false;
  return Object.keys(value).length > 0;
}
