import { normalCdf, normalQuantile, normalTwoSided, studentTwoSided } from './distributions.js';

describe('Distributions', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: critical values of Student's t.
  it.each([
    [12.706, 1, 0.05],
    [2.228, 10, 0.05],
    [4.144, 10, 0.002],
    [2.042, 30, 0.05],
    [3.385, 30, 0.002],
    [1.984, 100, 0.05],
  ])('give Student’s t beyond %d with %d degrees of freedom the probability %d', (t, degrees, p) => {
    expect(studentTwoSided(t, degrees) / p).toBeCloseTo(1, 2);
  });

  it('are exact where there is a formula: t with one and with two degrees of freedom', () => {
    for (const t of [0.1, 1, 5, 50, 1000]) {
      expect(studentTwoSided(t, 1) / (1 - (2 / Math.PI) * Math.atan(t))).toBeCloseTo(1, 6);
      const two = 1 - t / Math.sqrt(2 + t * t);
      expect(studentTwoSided(t, 2) / two).toBeCloseTo(1, 6);
    }
  });

  // Abramowitz and Stegun 1964, table 26.1 and 26.2.
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [1.96, 0.975002104851779],
    [-3, 0.001349898031630095],
    [-6, 9.865876450376946e-10],
  ])('give the normal distribution up to %d the probability %d', (z, p) => {
    expect(normalCdf(z) / p).toBeCloseTo(1, 9);
  });

  it('find the quantile again', () => {
    for (const tail of [0.4, 0.025, 1e-4, 1e-10])
      expect(normalTwoSided(normalQuantile(tail)) / 2 / tail).toBeCloseTo(1, 6);
    expect(normalQuantile(0.975)).toBeCloseTo(-1.959963984540054, 9);
  });
});
