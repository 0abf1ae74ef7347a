// What docs/insights.md says of the analysis, measured on persons who do not exist: how often something is told where there
// is nothing, how often what is there is told, and how long one person takes.
// Usage: node tools/bench/insights/run.mjs [persons of each kind, 400 if absent] [nulls|power|time]
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const built = join(root, 'libs/patient-data/dist/insight/analysis');
if (!existsSync(built)) throw new Error('Build first: npm run build.');
const load = (name) => import(pathToFileURL(join(built, `${name}.js`)).href);
const { analyse } = await load('analyse');
const { simulatedPerson } = await load('simulated-person');
const { NULLS } = await load('null-persons');

const persons = Number(process.argv[2] ?? 400);
const part = process.argv[3];
const share = (count, of) => `${((100 * count) / of).toFixed(1)} %`;

if (!part || part === 'nulls') {
  console.log('| days of chance alone | persons | told anything | an association | a trend |');
  console.log('| --- | --- | --- | --- | --- |');
  let [all, any] = [0, 0];
  for (const [name, { trends, ...kind }] of Object.entries(NULLS)) {
    let [told, associations, rising] = [0, 0, 0];
    for (let seed = 0; seed < persons; seed++) {
      const { findings } = analyse(simulatedPerson({ ...kind, seed: seed + 1_000_000 }));
      const association = findings.some((finding) => finding.kind === 'association');
      const trend = !trends && findings.some((finding) => finding.kind === 'trend');
      associations += association;
      rising += trend;
      told += association || trend;
    }
    all += persons;
    any += told;
    const trend = trends ? 'there is one' : share(rising, persons);
    console.log(
      `| ${name} | ${persons} | ${share(told, persons)} | ${share(associations, persons)} | ${trend} |`,
    );
  }
  console.log(`| all | ${all} | ${share(any, all)} | | |\n`);
}

if (!part || part === 'power') {
  const numbers = [60, 180, 365, 1095];
  for (const phi of [0, 0.5, 0.8]) {
    console.log(`Autocorrelation ${phi}, 10 factors, 4 outcomes, one true association a day apart:\n`);
    console.log(`| correlation of the news | ${numbers.map((days) => `${days} days`).join(' | ')} |`);
    console.log(`| --- |${' --- |'.repeat(numbers.length)}`);
    for (const correlation of [0.2, 0.3, 0.5]) {
      const cells = numbers.map((days) => {
        let [found, rightLag, falseShare] = [0, 0, 0];
        for (let seed = 0; seed < persons; seed++) {
          const kind = { days, factors: 10, outcomes: 4, phi, planted: { count: 1, correlation } };
          const { findings } = analyse(simulatedPerson({ ...kind, seed: seed + 100_000 }));
          const true_ = findings.find(({ question }) => question === 'association|factor:0|outcome:0');
          found += Boolean(true_);
          rightLag += true_?.best.lag === 1;
          const notTrue = findings.length - Boolean(true_);
          if (findings.length) falseShare += notTrue / findings.length;
        }
        const lag = found ? `, lag right ${share(rightLag, found)}` : '';
        return `${share(found, persons)} (false ${share(falseShare, persons)}${lag})`;
      });
      console.log(`| ${correlation} | ${cells.join(' | ')} |`);
    }
    console.log('');
  }
}

if (!part || part === 'time') {
  const person = simulatedPerson({ seed: 1, days: 1096, factors: 40, outcomes: 10, phi: 0.5, missing: 0.1 });
  // Every one of forty variables with every other, as the worst case.
  const every = {
    ...person,
    series: person.series.slice(0, 40).map((one) => ({ ...one, roles: ['factor', 'outcome', 'trend'] })),
  };
  for (const [name, record] of [
    ['40 factors, 10 outcomes', person],
    ['40 by 40', every],
  ]) {
    const begun = performance.now();
    const { tried } = analyse(record);
    console.log(
      `${name}, 1096 days: ${((performance.now() - begun) / 1000).toFixed(2)} s, ${tried.tests} tests`,
    );
  }
}
