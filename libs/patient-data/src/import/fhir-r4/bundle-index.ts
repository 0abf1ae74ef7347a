import { FhirElement } from './fhir-element.js';
import type { WarningSink } from './fhir-element.js';
import type { JsonValue } from './fhir-json.js';

const RESOURCE_TYPE = /^[A-Z][A-Za-z]{1,63}$/;
const ID = /^[\w.~:-]{1,128}$/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const URN = /^urn:[a-z]+:\S+$/i;
const RESTFUL_TAIL = /^(?:(?<base>https?:\/\/.+)\/)?(?<key>[A-Z][A-Za-z]{1,63}\/[\w.~:-]{1,128})$/;

/** One entry of a bundle whose resource is an object of a known shape. */
export interface BundleEntry {
  index: number;
  resourceType: string;
  id?: string;
  fullUrl?: string;
  resource: FhirElement;
}

/** Reads what every entry has in common; throws ResourceRefusal when there is no resource to use. */
export function readEntry(value: JsonValue, index: number, sink: WarningSink): BundleEntry {
  const entry = FhirElement.at(value, `entry[${index}]`, sink);
  if (!entry.exists) entry.refuse('resource', 'is missing');
  if (entry.child('request').code('method') === 'DELETE') {
    entry.refuse('request.method', 'is DELETE, and an import deletes nothing');
  }
  const resource = entry.child('resource');
  if (!resource.exists) entry.refuse('resource', 'is missing');
  return entryOf(resource, index, entry.uri('fullUrl'));
}

/** The entry that a resource is: of a bundle, or alone in a line or a file. Throws ResourceRefusal when it has no type. */
export function entryOf(resource: FhirElement, index: number, fullUrl?: string): BundleEntry {
  const resourceType = resource.code('resourceType') ?? resource.refuse('resourceType', 'is missing');
  if (!RESOURCE_TYPE.test(resourceType))
    resource.refuse('resourceType', 'must be the name of a FHIR resource type');
  const id = resource.code('id');
  return {
    index,
    resourceType,
    id: id !== undefined && ID.test(id) ? id : undefined,
    fullUrl,
    resource,
  };
}

/**
 * The name under which the record is known in every import: an absolute http fullUrl, else `Type/id`, else the urn.
 * Throws ResourceRefusal when the entry has none of these.
 */
export function requireExternalId(entry: BundleEntry): string {
  const rule =
    'must be a FHIR id, or fullUrl a URL: without either a second import could not know the record again';
  return externalIdOf(entry) ?? entry.resource.refuse('id', rule);
}

function externalIdOf({ fullUrl, id, resourceType }: BundleEntry): string | undefined {
  if (fullUrl !== undefined && isHttp(fullUrl)) return fullUrl;
  if (id !== undefined) return `${resourceType}/${id}`;
  return fullUrl !== undefined && URN.test(fullUrl) ? fullUrl.toLowerCase() : undefined;
}

function isHttp(url: string): boolean {
  return /^https?:\/\//.test(url);
}

/** Finds the entries that references mean, whichever of the forms of FHIR R4 (2.36.4.1) a sender chose. */
export class BundleIndex {
  private readonly byUrl = new Map<string, BundleEntry>();
  /** By `Type/id`, then by server; '' where the entry does not tell one. */
  private readonly byKey = new Map<string, Map<string, BundleEntry>>();

  constructor(entries: readonly BundleEntry[]) {
    for (const entry of entries) this.add(entry);
  }

  /** The entry meant by a reference that stands in `from`; undefined when it is not in the bundle. */
  find(reference: string, from: BundleEntry): BundleEntry | undefined {
    const url = reference.replace(/\/_history\/[^/]*$/, '');
    const exact = this.byUrl.get(urlKey(url));
    if (exact) return exact;
    const parts = RESTFUL_TAIL.exec(url)?.groups;
    const byServer = this.byKey.get(parts?.['key'] ?? '');
    if (!byServer) return undefined;
    const server = parts?.['base'] ?? serverOf(from);
    // Where one side tells no server, nothing says that the two are of different ones.
    const anywhere = server === '' ? byServer.values().next().value : undefined;
    return byServer.get(server) ?? byServer.get('') ?? anywhere;
  }

  /** External ids for the references of a list; what is not in the bundle keeps the name the reference gives it. */
  externalIds(resource: FhirElement, field: string, from: BundleEntry): string[] {
    return resource.list(field).flatMap((item) => {
      const reference = item.uri('reference');
      if (reference === undefined) return [];
      const target = this.find(reference, from);
      if (target) return externalIdOf(target) ?? [];
      return RESTFUL_TAIL.test(reference) || isHttp(reference) ? [reference] : [];
    });
  }

  private add(entry: BundleEntry): void {
    const { fullUrl, id, resourceType } = entry;
    if (fullUrl !== undefined) remember(this.byUrl, urlKey(fullUrl), entry);
    if (id !== undefined && UUID.test(id)) remember(this.byUrl, urlKey(`urn:uuid:${id}`), entry);
    const key =
      id === undefined ? RESTFUL_TAIL.exec(fullUrl ?? '')?.groups?.['key'] : `${resourceType}/${id}`;
    if (key === undefined) return;
    const byServer = this.byKey.get(key) ?? new Map<string, BundleEntry>();
    remember(byServer, serverOf(entry), entry);
    this.byKey.set(key, byServer);
  }
}

function remember(map: Map<string, BundleEntry>, key: string, entry: BundleEntry): void {
  if (!map.has(key)) map.set(key, entry);
}

function urlKey(url: string): string {
  return /^urn:/i.test(url) ? url.toLowerCase() : url;
}

function serverOf(entry: BundleEntry): string {
  return RESTFUL_TAIL.exec(entry.fullUrl ?? '')?.groups?.['base'] ?? '';
}
