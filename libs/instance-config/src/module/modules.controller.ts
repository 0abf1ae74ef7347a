import { JsonText } from '@carenode/database';
import type { ModuleState } from '@carenode/instance-config-contract';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, HeaderValue, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Get, Param, Patch } from '@nestjs/common';

import { etagOf } from '../row-change.js';
import { ModuleStates } from './module-states.service.js';
import { ModuleSwitchService } from './module-switch.service.js';
import { ActivationInput, MODULE } from './module.dto.js';

@Controller('modules')
@Allow('admin')
export class ModulesController {
  constructor(
    private readonly states: ModuleStates,
    private readonly modules: ModuleSwitchService,
  ) {}

  @Get()
  @About('Every loaded module, and those with an activation whose code is not loaded; always one page')
  @ReturnsPage(MODULE)
  async list(@Ctx() ctx: RequestContext): Promise<{ items: ModuleState[]; nextCursor: null }> {
    return { items: await this.states.list(ctx), nextCursor: null };
  }

  @Get(':name')
  @About('One module; the ETag is its activation’s')
  @Returns(MODULE)
  async get(@Ctx() ctx: RequestContext, @Param('name') name: string): Promise<JsonText> {
    return answer(await this.states.get(ctx, name));
  }

  @Patch(':name/activation')
  @About('Switch a module, or change when and for whom it is on; in force in every host within a second')
  @Returns(MODULE)
  async change(
    @Ctx() ctx: RequestContext,
    @Param('name') name: string,
    @Body() input: ActivationInput,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return answer((await this.modules.change(ctx, name, input, ifMatch)).module);
  }
}

function answer(state: ModuleState): JsonText {
  return new JsonText(JSON.stringify(state), etagOf(state.activation?.version ?? 0));
}
