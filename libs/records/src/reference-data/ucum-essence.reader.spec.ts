import { NotUcumEssence, UcumEssenceReader, type UcumUnit } from './ucum-essence.reader.js';

const ROOT = '<?xml version="1.0"?><root xmlns="http://unitsofmeasure.org/ucum-essence" version="2.1">';
const METRE =
  '<base-unit Code="m" CODE="M" dim="L"><name>meter</name><printSymbol>m</printSymbol><property>length</property></base-unit>';

/** Reads a text in pieces of a few characters, so that every cut is tried. */
function read(xml: string, size = 7): UcumUnit[] {
  const reader = new UcumEssenceReader();
  const units: UcumUnit[] = [];
  for (let start = 0; start < xml.length; start += size) {
    reader.write(xml.slice(start, start + size));
    units.push(...reader.take());
  }
  reader.end();
  return units.concat(reader.take());
}

describe('the reader of ucum-essence.xml', () => {
  it('reads base units and units, and leaves prefixes out', () => {
    const xml = `${ROOT}<prefix Code="k" CODE="K"><name>kilo</name></prefix>${METRE}
      <unit Code="gon" CODE="GON" isMetric="no" class="iso1000"><name>gon</name><name>grade</name>
        <printSymbol>&#9633;<sup>g</sup> </printSymbol><property>plane angle</property><value Unit="deg">0.9</value></unit>
      <unit Code="[iU]" CODE="[IU]" isMetric="yes" isArbitrary="yes"><name>international unit</name><property>arbitrary</property></unit>
      <unit Code="Cel" CODE="CEL" isMetric="yes" isSpecial="yes"><name>degree Celsius</name><property>temperature</property></unit></root>`;
    expect(read(xml)).toEqual([
      {
        line: 1,
        code: 'm',
        name: 'meter',
        printSymbol: 'm',
        property: 'length',
        isMetric: true,
        isArbitrary: false,
        isSpecial: false,
      },
      {
        line: 3,
        code: 'gon',
        name: 'gon; grade',
        printSymbol: '□g',
        property: 'plane angle',
        isMetric: false,
        isArbitrary: false,
        isSpecial: false,
      },
      {
        line: 4,
        code: '[iU]',
        name: 'international unit',
        printSymbol: null,
        property: 'arbitrary',
        isMetric: true,
        isArbitrary: true,
        isSpecial: false,
      },
      {
        line: 5,
        code: 'Cel',
        name: 'degree Celsius',
        printSymbol: null,
        property: 'temperature',
        isMetric: true,
        isArbitrary: false,
        isSpecial: true,
      },
    ]);
  });

  it('reads the same whatever the pieces', () => {
    const xml = `${ROOT}${METRE}</root>`;
    for (const size of [1, 2, 3, 50, 10_000]) expect(read(xml, size)).toEqual(read(xml));
  });

  it.each([
    ['another document', '<html></html>'],
    ['another namespace', `<root xmlns="http://example.org">${METRE}</root>`],
    ['malformed XML', `${ROOT}<unit></root>`],
    ['a truncated file', `${ROOT}${METRE}`],
    ['an entity bomb', `<!DOCTYPE root [<!ENTITY a "aaaa">]>${ROOT}<unit Code="&a;"/></root>`],
    ['an unknown entity', `${ROOT}<unit Code="&a;"/></root>`],
    ['no XML', 'Code,name\nm,meter'],
    ['nothing', ''],
  ])('refuses %s', (_what, xml) => {
    expect(() => read(xml)).toThrow(NotUcumEssence);
  });
});
