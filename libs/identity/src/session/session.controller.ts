import type { JsonText } from '@carenode/database';
import { PublicAddress, type RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  Ctx,
  HeaderValue,
  IdParam,
  PageQuery,
  Public,
  Returns,
  ReturnsPage,
} from '@carenode/module-kit/http';
import { Body, Controller, Delete, Get, HttpCode, Ip, Post, Query, Res } from '@nestjs/common';

import { SignIn } from '../sign-in/sign-in.service.js';
import { CurrentSessionService } from './current-session.service.js';
import { clearedSessionCookie, sessionCookie } from './session-cookie.rules.js';
import { type CurrentSession, currentSessionSchema, PasswordChange, SignInInput } from './session.dto.js';
import { Sessions, sessionView } from './sessions.service.js';

/** What the controllers of this module need of an HTTP reply. */
export interface CookieReply {
  header(name: string, value: string): unknown;
}

@Controller()
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly current: CurrentSessionService,
    private readonly address: PublicAddress,
  ) {}

  @Post('session')
  @Public('this is where people sign in')
  @About('Sign in; the session is a cookie')
  @Returns(currentSessionSchema, 'Signed in')
  async open(
    @Ctx() ctx: RequestContext,
    @Body() body: SignInInput,
    @Ip() address: string,
    @HeaderValue('user-agent') userAgent: string | undefined,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<CurrentSession> {
    const signedIn = await this.signIn.signIn(ctx, body, { address, userAgent });
    const { token, maxAgeSeconds } = signedIn.session;
    reply.header('set-cookie', sessionCookie(this.address.url, token, maxAgeSeconds));
    return this.current.describe(signedIn.ctx);
  }

  @Get('session')
  @Allow()
  @About('Who am I, and which modules are active for me?')
  @Returns(currentSessionSchema)
  describe(@Ctx() ctx: RequestContext): Promise<CurrentSession> {
    return this.current.describe(ctx);
  }

  @Delete('session')
  @HttpCode(204)
  @Allow()
  @About('Sign out')
  @Returns(null, 'Signed out')
  async close(@Ctx() ctx: RequestContext, @Res({ passthrough: true }) reply: CookieReply): Promise<void> {
    await this.sessions.endCurrent(ctx);
    reply.header('set-cookie', clearedSessionCookie(this.address.url));
  }

  @Get('sessions')
  @Allow()
  @About('Where I am signed in, newest first')
  @ReturnsPage(sessionView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: PageQuery): Promise<JsonText> {
    return this.sessions.list(ctx, query);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Allow()
  @About('End one of my sessions')
  @Returns(null, 'Ended')
  async end(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<void> {
    await this.sessions.end(ctx, id);
  }

  @Post('profile/password')
  @HttpCode(204)
  @Allow()
  @About('Change my password; every other session of mine ends')
  @Returns(null, 'Changed')
  async changePassword(
    @Ctx() ctx: RequestContext,
    @Body() body: PasswordChange,
    @Ip() address: string,
    @HeaderValue('user-agent') userAgent: string | undefined,
  ): Promise<void> {
    await this.signIn.changePassword(ctx, body, { address, userAgent });
  }
}
