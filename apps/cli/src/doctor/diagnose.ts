import type { Instance } from '../instance/instance.js';
import { errorText } from '../terminal/error-text.js';
import { fail, type Finding, ok } from './check.js';
import { checkDatabase } from './database-checks.js';
import { checkMachine } from './machine-checks.js';
import { checkSchema, checkSchemaFromOutside, checkUse } from './schema-checks.js';

/** Every check, from the outside in: what cannot be reached hides what lies behind it. */
export async function diagnose(instance: Instance): Promise<Finding[]> {
  const findings = checkMachine(instance.config);
  const modules = await instance.modules();
  try {
    const { adminUrl } = await instance.address();
    const schema: Finding[] = [];
    if (adminUrl) {
      const status = await (await instance.migrator()).status();
      schema.push(...checkSchema(status));
      // The login of the host comes with the first step.
      if (status.steps.every((step) => step.state === 'pending')) {
        return [...findings, ok('database', 'answers'), ...schema];
      }
    }
    const db = await instance.database();
    findings.push(ok('database', 'answers'), ...(await checkDatabase(db)));
    if (!adminUrl) schema.push(...(await checkSchemaFromOutside(db, modules)));
    findings.push(...schema);
    const migrated = schema.every((finding) => finding.check !== 'migrations' || finding.state === 'ok');
    if (migrated) findings.push(...(await checkUse(db, modules)));
  } catch (error) {
    findings.push(fail('database', errorText(error), REMEDY));
  }
  return findings;
}

const REMEDY =
  'See that PostgreSQL runs and that DATABASE_URL is right; "npm start" starts the embedded one.';
