import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const BUILT = join(import.meta.dirname, '../../../libs/patient-data/dist/insight/analysis');
const FALSE_DISCOVERIES = 0.05;
const BUDGET_S = 5;
const load = (name) => import(pathToFileURL(join(BUILT, `${name}.js`)).href);
const flag = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const PERSONS = Number(flag('persons') ?? 400);
const PARTS = flag('parts')?.split(',') ?? ['nulls', 'power', 'time'];
const share = (count, of) => `${((100 * count) / of).toFixed(1)} %`;

/**
 * What docs/insights.md says of the analysis, measured on persons who do not exist, `--persons=400` of each kind: how often
 * something is told where there is nothing (nulls), how often what is there is told (power), how long one person takes (time).
 */
export async function run(log) {
  const { analyse } = await load('analyse');
  const { simulatedPerson } = await load('simulated-person');
  const { NULLS } = await load('null-persons');
  const parts = {
    nulls: () => nulls(log, { analyse, simulatedPerson, NULLS }),
    power: () => power(log, { analyse, simulatedPerson }),
    time: () => time(log, { analyse, simulatedPerson }),
  };
  const results = {};
  for (const part of PARTS) results[part] = parts[part]();
  const { nulls: { falseDiscoveries = 0 } = {}, time: { seconds = 0 } = {} } = results;
  return { ...results, kept: falseDiscoveries <= FALSE_DISCOVERIES && seconds < BUDGET_S };
}

function nulls(log, { analyse, simulatedPerson, NULLS }) {
  log('| days of chance alone | persons | told anything | an association | a trend |');
  log('| --- | --- | --- | --- | --- |');
  let [persons, misled] = [0, 0];
  for (const [name, { trends, ...kind }] of Object.entries(NULLS)) {
    let [told, associations, rising] = [0, 0, 0];
    for (let seed = 0; seed < PERSONS; seed++) {
      const { findings } = analyse(simulatedPerson({ ...kind, seed: seed + 1_000_000 }));
      const association = findings.some((finding) => finding.kind === 'association');
      const trend = !trends && findings.some((finding) => finding.kind === 'trend');
      associations += association;
      rising += trend;
      told += association || trend;
    }
    persons += PERSONS;
    misled += told;
    const trend = trends ? 'there is one' : share(rising, PERSONS);
    log(`| ${name} | ${PERSONS} | ${share(told, PERSONS)} | ${share(associations, PERSONS)} | ${trend} |`);
  }
  log(`| all | ${persons} | ${share(misled, persons)} | | |; budget ${share(FALSE_DISCOVERIES, 1)}`);
  return { persons, falseDiscoveries: misled / persons };
}

function power(log, { analyse, simulatedPerson }) {
  const numbers = [60, 180, 365, 1095];
  for (const phi of [0, 0.5, 0.8]) {
    log(`Autocorrelation ${phi}, 10 factors, 4 outcomes, one true association a day apart:`);
    log(`| correlation of the news | ${numbers.map((days) => `${days} days`).join(' | ')} |`);
    log(`| --- |${' --- |'.repeat(numbers.length)}`);
    for (const correlation of [0.2, 0.3, 0.5]) {
      const cells = numbers.map((days) => {
        let [found, rightLag, falseShare] = [0, 0, 0];
        for (let seed = 0; seed < PERSONS; seed++) {
          const kind = { days, factors: 10, outcomes: 4, phi, planted: { count: 1, correlation } };
          const { findings } = analyse(simulatedPerson({ ...kind, seed: seed + 100_000 }));
          const planted = findings.find(({ question }) => question === 'association|factor:0|outcome:0');
          found += Boolean(planted);
          rightLag += planted?.best.lag === 1;
          if (findings.length) falseShare += (findings.length - Boolean(planted)) / findings.length;
        }
        const lag = found ? `, lag right ${share(rightLag, found)}` : '';
        return `${share(found, PERSONS)} (false ${share(falseShare, PERSONS)}${lag})`;
      });
      log(`| ${correlation} | ${cells.join(' | ')} |`);
    }
  }
}

function time(log, { analyse, simulatedPerson }) {
  const person = simulatedPerson({ seed: 1, days: 1096, factors: 40, outcomes: 10, phi: 0.5, missing: 0.1 });
  // Every one of forty variables with every other, as the worst case.
  const every = {
    ...person,
    series: person.series.slice(0, 40).map((one) => ({ ...one, roles: ['factor', 'outcome', 'trend'] })),
  };
  let slowest = 0;
  for (const [name, record] of [
    ['40 factors, 10 outcomes', person],
    ['40 by 40', every],
  ]) {
    const begun = performance.now();
    const { tried } = analyse(record);
    const seconds = (performance.now() - begun) / 1000;
    slowest = Math.max(slowest, seconds);
    log(`${name}, 1096 days: ${seconds.toFixed(2)} s, ${tried.tests} tests; budget ${BUDGET_S}`);
  }
  return { seconds: slowest };
}
