import { writeFileSync } from 'node:fs';

import { build } from '../workspace/build.mjs';

/** Benchmarks by name. Each measures against a limit or a peer in the same run and says whether its budget is kept. */
const BENCHES = {
  access: () => import('./access/run.mjs'),
  branch: () => import('./branch/run.mjs'),
  checkout: () => import('./checkout/run.mjs'),
  daily: () => import('./daily/run.mjs'),
  'hot-path': () => import('./hot-path/run.mjs'),
  growth: () => import('./growth/run.mjs'),
  import: () => import('./import/run.mjs'),
  insights: () => import('./insights/run.mjs'),
  'migrate-online': () => import('./migrate-online/run.mjs'),
  recalls: () => import('./recalls/run.mjs'),
  'shop-csv': () => import('./shop-csv/run.mjs'),
  'shop-search': () => import('./shop-search/run.mjs'),
  trace: () => import('./trace/run.mjs'),
};
/** Those that take minutes and gigabytes run only when they are named. */
const LONG = [
  'daily',
  'growth',
  'import',
  'insights',
  'migrate-online',
  'recalls',
  'shop-csv',
  'shop-search',
  'trace',
];

const [, , ...wanted] = process.argv;
const names = wanted.filter((name) => !name.startsWith('--'));
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0 || wanted.includes('--help')) {
  console.log(`npm run bench -- [${Object.keys(BENCHES).join('|')}] [--json=file]`);
  console.log(
    'growth: --rows=1000000,10000000 --layouts=present,uncovered; daily: --rows=10000000; import: --bytes=1000000000 --file=<export.xml>; insights: --persons=400 --parts=nulls,power,time; migrate-online: --rows=5000000 --old=<built tree> --no-hard; recalls: --reports=30000 --lots=100000; shop-csv: --lines=300000; shop-search: --products=300000; trace: --lines=1000000',
  );
  process.exit(unknown.length > 0 ? 2 : 0);
}
if (!(await build({ quiet: true }))) process.exit(1);
const results = {};
for (const name of names.length > 0 ? names : Object.keys(BENCHES).filter((name) => !LONG.includes(name))) {
  const { run } = await BENCHES[name]();
  results[name] = await run((line) => console.log(`${name}: ${line}`));
}
const json = wanted.find((flag) => flag.startsWith('--json='));
if (json) writeFileSync(json.slice('--json='.length), JSON.stringify(results, null, 2));
process.exitCode = Object.values(results).every(({ kept }) => kept) ? 0 : 1;
