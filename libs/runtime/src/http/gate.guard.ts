import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { AppError, type ModuleActivations, type RequestContext, systemContext } from '@carenode/module-kit';
import type { CarenodeRequest } from '@carenode/module-kit/http';

import type { RouteInfo } from '../host/routes.js';

/** Whom a module is active for where a machine calls: no audience has it, and none keeps it out. */
const MACHINE = systemContext('hear what a machine tells');

/** Decides whether a request may reach its controller: is the module active for the caller, and may the caller call it? */
export class GateGuard implements CanActivate {
  private readonly routes = new Map<unknown, RouteInfo>();
  private activations: ModuleActivations | undefined;

  open(routes: readonly RouteInfo[], activations: ModuleActivations): void {
    for (const route of routes) this.routes.set(route.handler, route);
    this.activations = activations;
  }

  canActivate(execution: ExecutionContext): true {
    const route = this.routes.get(execution.getHandler());
    const { ctx } = execution.switchToHttp().getRequest<CarenodeRequest>();
    if (!route) throw new AppError('not_found', 'not_found', 'There is nothing here.');
    if (!route.module.required && !this.activations?.isActive(route.module.name, whoseOf(route, ctx))) {
      throw new AppError(
        'module_not_active',
        'not_found',
        `The module "${route.module.name}" is not active for you.`,
      );
    }
    refuseStrangers(route, ctx);
    return true;
  }
}

const whoseOf = ({ access }: RouteInfo, ctx: RequestContext): RequestContext =>
  access.kind === 'public' && access.caller === 'machine' ? MACHINE : ctx;

function refuseStrangers({ access }: RouteInfo, ctx: RequestContext): void {
  if (access.kind === 'public') return;
  if (ctx.userType === 'anonymous' || ctx.userType === 'system') {
    throw new AppError('unauthenticated', 'unauthenticated', 'Sign in first.', {
      headers: { 'www-authenticate': 'Bearer realm="carenode"' },
    });
  }
  if (access.userTypes.length > 0 && !access.userTypes.includes(ctx.userType)) {
    throw new AppError('not_allowed', 'forbidden', `This is for: ${access.userTypes.join(', ')}.`);
  }
}
