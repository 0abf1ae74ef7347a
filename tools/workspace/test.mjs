import { onPinnedNode } from './node.mjs';

await onPinnedNode();
const { build } = await import('./build.mjs');
const { runJest, takeSummaryFlag } = await import('./jest-run.mjs');

const { rest, summaryFile } = takeSummaryFlag(process.argv.slice(2));
const problems = (await build({ quiet: true })) ? [] : ['Not everything compiled: see the first lines.'];
process.exit(await runJest(rest, { summaryFile, problems }));
