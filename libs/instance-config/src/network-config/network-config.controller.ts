import { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, HeaderValue, Returns } from '@carenode/module-kit/http';
import { Body, Controller, Get, Patch } from '@nestjs/common';

import { etagOf } from '../row-change.js';
import { NETWORK_CONFIG, NetworkConfigInput } from './network-config.dto.js';
import { NetworkConfigService, type NetworkConfigState } from './network-config.service.js';

@Controller('network-config')
@Allow('admin')
export class NetworkConfigController {
  constructor(private readonly network: NetworkConfigService) {}

  @Get()
  @About('The instance’s part in the research network')
  @Returns(NETWORK_CONFIG)
  async get(@Ctx() ctx: RequestContext): Promise<JsonText> {
    return answer(await this.network.get(ctx));
  }

  @Patch()
  @About('Change the instance’s part in the research network')
  @Returns(NETWORK_CONFIG)
  async change(
    @Ctx() ctx: RequestContext,
    @Body() input: NetworkConfigInput,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return answer(await this.network.change(ctx, input, ifMatch));
  }
}

function answer(state: NetworkConfigState): JsonText {
  return new JsonText(JSON.stringify(state), etagOf(state.version));
}
