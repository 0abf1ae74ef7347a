import { ESLint } from 'eslint';
import { createProjectGraphAsync } from '@nx/devkit';
import tseslint from 'typescript-eslint';
import { root } from './node.mjs';

/**
 * Reads `{ filePath, code }[]` as JSON from standard input and lints each text as if it stood in that file, with the
 * workspace's own config and a project graph made now. Only rules that need types are off: the files need not exist.
 * Prints the projects of the graph and, per text, what ESLint reports. A process of its own, because ESLint's lazy
 * imports do not work in the VM contexts of Jest.
 */
process.chdir(root);
const graph = await createProjectGraphAsync({ exitOnError: false, resetDaemonClient: false });
const projects = Object.values(graph.nodes).map(({ name, data }) => ({
  name,
  root: data.root,
  tags: data.tags ?? [],
}));

let input = '';
for await (const chunk of process.stdin) input += chunk;
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [{ files: ['**/*'], ...tseslint.configs.disableTypeChecked }],
});
const reports = [];
for (const { filePath, code } of JSON.parse(input || '[]')) {
  const [result] = await eslint.lintText(code, { filePath });
  reports.push(
    result.messages.map(({ ruleId, message, severity, fatal }) => ({
      ruleId,
      message,
      isError: severity === 2,
      fatal: fatal === true,
    })),
  );
}
process.stdout.write(JSON.stringify({ projects, reports }));
// Nx keeps its worker alive.
process.exit(0);
