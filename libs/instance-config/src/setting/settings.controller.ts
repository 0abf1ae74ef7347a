import { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, HeaderValue, Returns, ReturnsPage } from '@carenode/module-kit/http';
import type { SettingState } from '@carenode/instance-config-contract';
import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';

import { etagOf } from '../row-change.js';
import { SETTING, SettingInput } from './setting.dto.js';
import { SettingsService } from './settings.service.js';

@Controller('settings')
@Allow('admin')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  @About('Every declared setting of the loaded modules, with its value and limits; always one page')
  @ReturnsPage(SETTING)
  async list(@Ctx() ctx: RequestContext): Promise<{ items: SettingState[]; nextCursor: null }> {
    return { items: await this.settings.list(ctx), nextCursor: null };
  }

  @Put(':module/:name')
  @About('Set a setting; in force in every host within a second')
  @Returns(SETTING)
  async set(
    @Ctx() ctx: RequestContext,
    @Param('module') module: string,
    @Param('name') name: string,
    @Body() input: SettingInput,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return answer(await this.settings.set(ctx, module, name, input.value, ifMatch));
  }

  @Delete(':module/:name')
  @About('Set a setting back to its default')
  @Returns(SETTING)
  async reset(
    @Ctx() ctx: RequestContext,
    @Param('module') module: string,
    @Param('name') name: string,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return answer(await this.settings.reset(ctx, module, name, ifMatch));
  }
}

function answer(state: SettingState): JsonText {
  return new JsonText(JSON.stringify(state), etagOf(state.version));
}
