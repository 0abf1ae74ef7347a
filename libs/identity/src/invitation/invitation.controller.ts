import type { JsonText } from '@carenode/database';
import { PublicAddress, type RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  Ctx,
  HeaderValue,
  IdParam,
  type JsonSchema,
  PageQuery,
  Public,
  Returns,
  ReturnsPage,
} from '@carenode/module-kit/http';
import { Body, Controller, Delete, Get, HttpCode, Ip, Post, Query, Res } from '@nestjs/common';

import { CurrentSessionService } from '../session/current-session.service.js';
import { sessionCookie } from '../session/session-cookie.rules.js';
import type { CookieReply } from '../session/session.controller.js';
import { type CurrentSession, currentSessionSchema } from '../session/session.dto.js';
import {
  InvitationAcceptance,
  InvitationInput,
  InvitationOffer,
  InvitationTokenQuery,
} from './invitation.dto.js';
import { Invitations, invitationView } from './invitations.service.js';

const WHY_PUBLIC = 'who is invited has no account yet; the token is the proof';

const madeInvitationSchema: JsonSchema = {
  ...invitationView.schema,
  title: 'NewInvitation',
  properties: {
    ...(invitationView.schema['properties'] as object),
    token: { type: 'string', description: 'The token, shown this once' },
    link: { type: 'string', description: 'Where to accept, relative to the instance’s address' },
  },
  required: [...(invitationView.schema['required'] as string[]), 'token', 'link'],
};

@Controller('invitations')
export class InvitationController {
  constructor(
    private readonly invitations: Invitations,
    private readonly current: CurrentSessionService,
    private readonly address: PublicAddress,
  ) {}

  @Post()
  @Allow('admin', 'provider')
  @About('Invite somebody: an admin anybody, a provider patients')
  @Returns(madeInvitationSchema, 'The invitation; its token is shown this once')
  create(@Ctx() ctx: RequestContext, @Body() body: InvitationInput): Promise<object> {
    return this.invitations.create(ctx, body);
  }

  @Get()
  @Allow('admin', 'provider')
  @About('Invitations, newest first: an admin sees all, a provider their own')
  @ReturnsPage(invitationView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: PageQuery): Promise<JsonText> {
    return this.invitations.list(ctx, query);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('admin', 'provider')
  @About('Take an invitation back')
  @Returns(null, 'Taken back')
  async revoke(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<void> {
    await this.invitations.revoke(ctx, id);
  }

  @Get('accept')
  @Public(WHY_PUBLIC)
  @About('What an invitation is for')
  @Returns(InvitationOffer)
  find(@Query() query: InvitationTokenQuery): Promise<InvitationOffer> {
    return this.invitations.find(query.token);
  }

  @Post('accept')
  @Public(WHY_PUBLIC)
  @About('Register by invitation; signs in')
  @Returns(currentSessionSchema, 'Registered and signed in')
  async accept(
    @Ctx() ctx: RequestContext,
    @Body() body: InvitationAcceptance,
    @Ip() address: string,
    @HeaderValue('user-agent') userAgent: string | undefined,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<CurrentSession> {
    const signedIn = await this.invitations.accept(ctx, body, { address, userAgent });
    const { token, maxAgeSeconds } = signedIn.session;
    reply.header('set-cookie', sessionCookie(this.address.url, token, maxAgeSeconds));
    return this.current.describe(signedIn.ctx);
  }
}
