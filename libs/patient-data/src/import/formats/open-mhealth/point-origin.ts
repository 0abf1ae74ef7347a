import type { FhirElement as JsonElement } from '../../fhir-r4/fhir-element.js';
import type { SchemaId } from './data-points.js';

/** Where a data point comes from, as its header tells. */
export interface PointOrigin {
  readonly source: string;
  readonly device: string | null;
  readonly externalId: string | undefined;
  readonly selfReported: boolean;
}

/** Who told a body without a header. */
const NOBODY = 'Open mHealth';
const MOST_SOURCE = 100;
const MOST_DEVICE = 200;
const MOST_ID = 150;

/**
 * Reads a header of the namespaces omh (1.0 to 1.2) or ieee. A data point is known by the id of its source, else by its own
 * one; what a server makes anew at each request is no id.
 */
export function readOrigin(header: JsonElement, schema: SchemaId, idsAreNew: boolean): PointOrigin {
  const provenance = header.child('acquisition_provenance');
  const ofSource = provenance.code('source_data_point_id') ?? provenance.code('external_id');
  const ofHeader = idsAreNew ? undefined : (header.code('id') ?? header.code('uuid'));
  // One record of a source may become data points of several schemas.
  const id = ofSource === undefined ? ofHeader : `${schema.namespace}:${schema.name}/${ofSource}`;
  const sheets = header
    .list('external_datasheets')
    .flatMap((sheet) => sheet.text('datasheet_reference') ?? []);
  const device = plain(sheets.join(', '), MOST_DEVICE);
  return {
    source: plain(provenance.text('source_name') ?? '', MOST_SOURCE) || NOBODY,
    device: device === '' ? null : device,
    externalId: id === undefined || id.length > MOST_ID ? undefined : id,
    selfReported: (provenance.code('modality') ?? header.code('modality')) === 'self-reported',
  };
}

function plain(text: string, most: number): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, most)
    .replace(/\p{Cs}$/u, '')
    .trim();
}
