import { ModuleSwitch } from '@carenode/instance-config-contract';
import { type Demo, requestContext } from '@carenode/module-kit';

/** Everything that can be on is on, for everybody. */
export async function activateModules(demo: Demo): Promise<void> {
  const admin = demo.people.find((person) => person.userType === 'admin');
  if (!admin) throw new Error('The demo has no admin who could switch modules on.');
  const ctx = requestContext({ subject: admin.id, userType: 'admin', actor: { kind: 'cli', id: 'demo' } });
  const modules = demo.service(ModuleSwitch);
  for (const { name, required, loaded, installed } of await modules.list(ctx)) {
    if (required || !loaded || !installed) continue;
    await modules.activate(ctx, name, { audience: null, reason: 'Part of the demo', withDependencies: true });
    demo.log(`switched on ${name}`);
  }
}
