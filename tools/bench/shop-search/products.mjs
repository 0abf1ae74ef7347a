import { readFileSync } from 'node:fs';

const FILE = new URL('../../../libs/ecommerce/demo/drugsatfda/Products.txt', import.meta.url);

/** Numbers that are the same each time. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The medicines of the Drugs@FDA file: name, ingredient, form, route and strength as they stand there. */
export function medicines() {
  const [, ...lines] = readFileSync(FILE, 'latin1').split(/\r?\n/);
  return lines.filter(Boolean).map((line) => {
    const [, , form = '', strength = '', , name = '', ingredient = ''] = line.split('\t');
    const [dosageForm = '', route = ''] = form.split(';');
    return { name, ingredient, dosageForm, route, strength };
  });
}

const SYLLABLES =
  'ba be bo ca ce co da de do fa fe fi ga gle ha hy la le lo lu ma me mi mo na ne ni no pa pe pi pro ra re ri ro sa se si so ta te ti to va ve vi vo xa xo za ze zo'.split(
    ' ',
  );

/** As many products: names, ingredients, forms and strengths of real medicines, mixed, by invented makers; some with a brand of their own. */
export function* products(count, seed = 6) {
  const next = random(seed);
  const real = medicines();
  const pick = (list) => list[Math.floor(next() * list.length)];
  const word = (most) =>
    Array.from({ length: 2 + Math.floor(next() * (most - 1)) }, () => pick(SYLLABLES)).join('');
  const makers = Array.from(
    { length: 800 },
    () => `${word(3)} ${pick(['Pharma', 'Labs', 'Health', 'Inc', 'GmbH'])}`,
  );
  const brands = Array.from({ length: 40_000 }, () => word(4));
  const categories = [
    'Medicines',
    'Injections',
    'Skin',
    'Eyes and ears',
    'Vitamins',
    'Tests',
    'Devices',
    'Wound care',
  ];
  for (let n = 0; n < count; n++) {
    const [what, other] = [pick(real), pick(real)];
    const own = next() < 0.3;
    yield {
      name: `${own ? pick(brands) : what.name} ${what.strength}`.slice(0, 300),
      description: `${what.ingredient}. ${own ? `The same as ${what.name}.` : `Compare ${other.name}.`} Pack of ${10 * (1 + Math.floor(next() * 12))}.`,
      manufacturer: pick(makers),
      sku: `BENCH-${n}`,
      price: Math.round(next() * 10_000) / 100,
      category: categories[Math.floor(next() ** 2 * categories.length)],
      dosageForm: what.dosageForm,
      route: what.route,
      strength: what.strength,
      onPrescription: next() < 0.7,
    };
  }
}
