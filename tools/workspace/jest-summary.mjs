import { writeFileSync } from 'node:fs';

/** Jest reporter: leaves the counts of a run in a file, for whoever started Jest to judge. */
export default class JestSummary {
  #file;

  constructor(_globalConfig, { file = process.env.CARENODE_TEST_SUMMARY } = {}) {
    this.#file = file;
  }

  onRunComplete(_contexts, results) {
    if (!this.#file) return;
    const notRun = results.testResults.flatMap(({ testResults }) =>
      testResults
        .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'disabled')
        .map(({ fullName }) => fullName),
    );
    const summary = {
      passed: results.numPassedTests,
      failed: results.numFailedTests,
      suitesNotRun: results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
      notRun,
      interrupted: results.wasInterrupted,
      problem: results.runExecError?.message ?? null,
    };
    writeFileSync(this.#file, JSON.stringify(summary));
  }
}
