import { describe, expect, it } from '@jest/globals';
import { bytes, demoBundle } from '../../../test/fhir-bundles.js';
import { readFhirBundle } from './fhir-bundle.reader.js';
import { JsonNumber, MAX_DEPTH, parseFhirJson, property } from './fhir-json.js';
import { FhirRefusal } from './fhir-refusal.js';
import { findSyntaxError } from './json-syntax.js';

function refusal(input: Uint8Array | string): { code: string; field?: string; message: string } {
  try {
    parseFhirJson(typeof input === 'string' ? bytes(input) : input);
  } catch (error) {
    if (error instanceof FhirRefusal) return { code: error.code, field: error.field, message: error.message };
    throw error;
  }
  throw new Error('The text was not refused.');
}

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('parseFhirJson', () => {
  it.each(['171.65129806003597', '1e20', '1.00', '-0', '100000000000000000001', '1E-22'])(
    'keeps the number %s as it was written',
    (number) => {
      expect(property(parseFhirJson(bytes(`{"value":${number}}`)), 'value')).toEqual(new JsonNumber(number));
    },
  );

  it('takes a byte order mark and white space around the text', () => {
    expect(parseFhirJson(bytes('\ufeff \n{"a":"é"}\n'))).toEqual({ a: 'é' });
  });

  it('reads __proto__ as a plain name that changes nothing else', () => {
    const value = parseFhirJson(bytes('{"__proto__":{"polluted":"yes"},"constructor":"x"}'));
    expect(property(value, 'polluted')).toBeUndefined();
    expect(property(value, 'toString')).toBeUndefined();
    expect(property({}, 'polluted')).toBeUndefined();
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
  });

  it.each([
    ['no bytes', new Uint8Array(), 'empty'],
    ['white space', bytes(' \n\t '), 'empty'],
    ['a byte order mark alone', new Uint8Array([0xef, 0xbb, 0xbf]), 'empty'],
    ['XML', bytes('<?xml version="1.0"?><Bundle/>'), 'fhir_xml'],
    [
      'XML after a byte order mark and a blank',
      bytes('\ufeff <Bundle xmlns="http://hl7.org/fhir"/>'),
      'fhir_xml',
    ],
    ['XML in Latin-1', Buffer.from('<Patient>Jes\xfas</Patient>', 'latin1'), 'fhir_xml'],
    ['UTF-16 with a byte order mark', Buffer.from('\ufeff{"a":1}', 'utf16le'), 'not_utf8'],
    ['UTF-16 without one', Buffer.from('{"a":1}', 'utf16le'), 'not_utf8'],
    ['big-endian UTF-16', Buffer.from('{"a":1}', 'utf16le').swap16(), 'not_utf8'],
    ['Latin-1', Buffer.from('{"name":"Jes\xfas Alvarez"}', 'latin1'), 'not_utf8'],
    ['a zip file', Buffer.from('504b0304140000000800ffee', 'hex'), 'not_utf8'],
    ['words', bytes('hello'), 'not_json'],
    ['a missing quote', bytes('{"a": "b, "c": 1}'), 'not_json'],
    ['a trailing comma', bytes('{"a":1,}'), 'not_json'],
    ['two documents', bytes('{"a":1}\n{"a":2}'), 'not_json'],
    ['a comment', bytes('{"a":1} // x'), 'not_json'],
    ['NaN', bytes('{"a":NaN}'), 'not_json'],
    ['a leading zero', bytes('{"a":01}'), 'not_json'],
    ['nesting beyond the limit', bytes(nested(MAX_DEPTH + 1)), 'not_json'],
    ['nesting that would overflow the stack', bytes(nested(1_000_000)), 'not_json'],
    ['nesting that never ends', bytes('{"a":'.repeat(1_000_000)), 'not_json'],
  ])('refuses %s', (_what, input, code) => {
    expect(refusal(input).code).toBe(code);
  });

  it('takes nesting up to the limit', () => {
    expect(parseFhirJson(bytes(nested(MAX_DEPTH)))).toBeInstanceOf(Array);
  });

  it('says line and column of a mistake', () => {
    expect(refusal('{\n  "a": 1,\n  "b": oops\n}').message).toContain('line 3, column 8');
  });

  it('says which byte is no UTF-8', () => {
    expect(refusal(Buffer.from('\ufeffabc'.repeat(2)).fill(0xff, 7, 8)).message).toContain('byte 8 ');
  });

  it.each([
    '{"a":"é',
    '{"a":1',
    '{"a":-',
    '{"a":1.',
    '{"a":1e',
    '{"a":tru',
    '{"a":"\\u12',
    '{"a":"\\',
    '{"a"',
    '[1,',
    '{"a":1,  \n',
  ])('calls %j truncated and says at which byte', (text) => {
    const input = bytes(text);
    expect(refusal(input)).toMatchObject({
      code: 'truncated',
      message: expect.stringContaining(`byte ${input.length} `),
    });
  });

  it('calls a real file cut at any byte truncated', () => {
    const file = demoBundle('clemente-kreiger.json');
    for (let length = 5; length < file.length - 1; length += 9_973) {
      expect(refusal(file.subarray(0, length))).toMatchObject({ code: 'truncated' });
    }
  });

  it('calls a cut in the middle of a character truncated', () => {
    expect(refusal(bytes('{"a":"é').subarray(0, 7)).code).toBe('truncated');
  });

  it.each([
    ['an escaped NUL', '{"entry":[{},{"resource":{"id":"a\\u0000b"}}]}', 'entry[1].resource.id'],
    ['a raw NUL', '{"entry":[{},{"resource":{"id":"a\0b"}}]}', 'entry[1].resource.id'],
    ['a NUL in a name', '{"a":{"b\\u0000c":1}}', 'a.b\\u0000c'],
    ['a NUL between the fields', '{"a":\0 1}', undefined],
  ])('refuses %s and says where', (_what, text, field) => {
    const found = refusal(text);
    expect(found).toMatchObject({ code: 'nul_character', field });
    expect(found.message).toContain(field ?? 'line 1, column 6');
    expect(found.message).not.toContain('\0');
  });

  it('does not take an escaped backslash before u0000 for a NUL', () => {
    expect(parseFhirJson(bytes('{"a":"\\\\u0000"}'))).toEqual({ a: '\\u0000' });
  });

  it('refuses the same files through the reader', () => {
    expect(() => readFhirBundle(bytes('<Bundle/>'))).toThrow(expect.objectContaining({ code: 'fhir_xml' }));
    const cut = demoBundle('murray-hane.json').subarray(0, 700_000);
    expect(() => readFhirBundle(cut)).toThrow(expect.objectContaining({ code: 'truncated' }));
  });
});

describe('findSyntaxError', () => {
  it.each(['{}', '[]', ' [1, -2.5e+3, "a\\n\\u00e9", true, false, null, {"b":{}}] ', '"x"', '0'])(
    'finds nothing in %s',
    (text) => {
      expect(findSyntaxError(text)).toBe(text.length);
    },
  );

  it.each([
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ['[1 2]', 3],
    ['[+1]', 1],
    ['[.5]', 1],
    ['[1.]', 1],
    ['["a\tb"]', 3],
    ['["\\x"]', 3],
    ['["\\u00g0"]', 6],
    ['{} {}', 3],
    ['nulL', 3],
  ])('finds the mistake in %j', (text, position) => {
    expect(findSyntaxError(text)).toBe(position);
  });
});
