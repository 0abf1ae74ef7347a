import { products, random } from './products.mjs';

/** Kinds of searches, each of as many: those of people who look for products that are there. */
export function searches(count) {
  const next = random(99);
  const some = [...products(count, 6)];
  const words = (text) => text.split(/[^A-Za-z]+/).filter((word) => word.length > 3);
  const wordOf = (product) => words(product.name)[0] ?? words(product.description)[0] ?? 'tablet';
  const each = (make) => some.map((product, n) => make(product, n));
  return {
    words: each((product) => ({ q: wordOf(product).toLowerCase() })),
    'words and strengths': each((product) => ({
      q: `${wordOf(product)} ${product.strength.split(/[;*]/)[0]}`.slice(0, 60),
    })),
    'being typed': each((product) => ({ q: wordOf(product).slice(0, 2 + Math.floor(next() * 4)) })),
    'typing errors': each((product) => ({ q: mistyped(wordOf(product).toLowerCase(), next) })),
    'two words, one mistyped': each((product) => ({
      q: `${mistyped(wordOf(product).toLowerCase(), next)} ${product.dosageForm.split(/[^A-Z]/)[0]}`,
    })),
    'common words': each((product) => ({
      q: `${product.dosageForm.split(',')[0]} ${product.route}`.toLowerCase().slice(0, 40),
    })),
    'makers and categories': each((product, n) => ({
      q: wordOf(product),
      filters: n % 2 ? { category: product.category } : { manufacturer: product.manufacturer },
    })),
    'in stock': each((product) => ({ q: wordOf(product), filters: { inStock: 'true' } })),
    'by price': each((product, n) => ({
      q: n % 2 ? wordOf(product) : product.dosageForm,
      sort: n % 4 < 2 ? 'price' : '-price',
    })),
    nothing: each(
      (product, n) =>
        [
          {},
          { sort: 'price' },
          { filters: { category: product.category } },
          { filters: { dosageForm: product.dosageForm || 'TABLET' } },
        ][n % 4],
    ),
    'no such words': each((_, n) => ({
      q: ['qqqqqqqq', 'zzyzx tablet', 'tablet injection', 'xkcdwert'][n % 4],
    })),
  };
}

/** With a letter left out, another in its place, twice, or swapped with the next; not the first. */
function mistyped(word, next) {
  const at = 1 + Math.floor(next() * (word.length - 2));
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  const other = String.fromCharCode(97 + Math.floor(next() * 26));
  return [
    before + after,
    before + other + after,
    before + letter + letter + after,
    before + after.charAt(0) + letter + after.slice(1),
  ][Math.floor(next() * 4)];
}
