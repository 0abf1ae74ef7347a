import 'reflect-metadata';

import { type INestApplication, RequestMethod, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { ModuleManifest } from '@carenode/module-kit';
import { ROUTE, type RouteAccess, type RouteAnswer } from '@carenode/module-kit/http';

/** A method of a controller that answers requests. */
export interface RouteInfo {
  readonly module: ModuleManifest;
  readonly controller: Type;
  readonly handler: (...parameters: never[]) => unknown;
  readonly name: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Under `/api/v1`, with `{parameters}`. */
  readonly path: string;
  readonly access: RouteAccess;
  readonly answer: RouteAnswer | undefined;
  readonly about: string | undefined;
  readonly streams: readonly string[] | undefined;
}

const METHODS: Readonly<Partial<Record<RequestMethod, RouteInfo['method']>>> = {
  [RequestMethod.GET]: 'get',
  [RequestMethod.POST]: 'post',
  [RequestMethod.PUT]: 'put',
  [RequestMethod.PATCH]: 'patch',
  [RequestMethod.DELETE]: 'delete',
};

/** Every route of every module. Throws for a route that does not say who may call it: what is not allowed is refused. */
export function findRoutes(app: INestApplication, modules: readonly ModuleManifest[]): RouteInfo[] {
  const routes: RouteInfo[] = [];
  for (const nestModule of app.get(ModulesContainer).values()) {
    const manifest = modules.find((module) => module.nest === (nestModule.metatype as unknown));
    if (!manifest) continue;
    for (const { metatype } of nestModule.controllers.values()) {
      if (typeof metatype === 'function') routes.push(...routesOf(metatype as Type, manifest));
    }
  }
  return routes.sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
}

function routesOf(controller: Type, module: ModuleManifest): RouteInfo[] {
  const prototype = controller.prototype as Record<string, RouteInfo['handler']>;
  const base = String(Reflect.getMetadata('path', controller) ?? '');
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    const method = handler && METHODS[Reflect.getMetadata('method', handler) as RequestMethod];
    if (!handler || !method || name === 'constructor') return [];
    const access = (Reflect.getMetadata(ROUTE.access, handler) ??
      Reflect.getMetadata(ROUTE.access, controller)) as RouteAccess | undefined;
    if (!access)
      throw new Error(
        `${controller.name}.${name} does not say who may call it: add @Allow(…) or @Public('why').`,
      );
    const path = [base, String(Reflect.getMetadata('path', handler) ?? '')]
      .map((part) => part.replace(/^\/|\/$/g, ''))
      .filter(Boolean)
      .join('/');
    return [
      {
        module,
        controller,
        handler,
        name,
        method,
        path: `/${path.replace(/:(\w+)/g, '{$1}')}`,
        access,
        answer: Reflect.getMetadata(ROUTE.returns, handler) as RouteAnswer | undefined,
        about: Reflect.getMetadata(ROUTE.about, handler) as string | undefined,
        streams: Reflect.getMetadata(ROUTE.body, handler) as readonly string[] | undefined,
      },
    ];
  });
}
