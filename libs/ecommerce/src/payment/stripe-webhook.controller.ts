import { Readable } from 'node:stream';

import { About, HeaderValue, Public, Returns, StreamBody } from '@carenode/module-kit/http';
import { AppError } from '@carenode/module-kit';
import {
  Body,
  Controller,
  HttpCode,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  Post,
  RequestMethod,
} from '@nestjs/common';

import { DueMoney } from './due-money.service.js';
import { PaymentLedger } from './payment-ledger.service.js';
import { PaymentProviders } from './payment-providers.js';

const PATH = 'payments/stripe/webhook';
const MOST_BYTES = 1024 * 1024;

@Controller()
export class StripeWebhookController {
  constructor(
    private readonly providers: PaymentProviders,
    private readonly ledger: PaymentLedger,
    private readonly due: DueMoney,
  ) {}

  @Post(PATH)
  @HttpCode(200)
  @Public('Stripe signs what it tells', { caller: 'machine' })
  @About('Where Stripe tells what became of payments and refunds. Each event counts once.')
  @StreamBody('application/octet-stream')
  @Returns({ type: 'object', properties: { received: { type: 'boolean' } }, required: ['received'] })
  async hear(
    @Body() body: unknown,
    @HeaderValue('Stripe-Signature') signature: string | undefined,
  ): Promise<{ received: true }> {
    const news = await this.providers.of('stripe').readEvent(await bytesOf(body), signature);
    if (news) {
      await this.ledger.settle('stripe', news);
      this.due.soon();
    }
    return { received: true };
  }
}

/** Stripe signs the bytes of its JSON: they are taken as they come, and read as JSON once the signature is right. */
@Module({})
export class StripeWebhookModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply((request: { headers: Record<string, unknown> }, _reply: unknown, next: () => void) => {
        request.headers['content-type'] = 'application/octet-stream';
        next();
      })
      .forRoutes({ path: PATH, method: RequestMethod.POST });
  }
}

async function bytesOf(body: unknown): Promise<Buffer> {
  if (!(body instanceof Readable)) return Buffer.alloc(0);
  const pieces: Buffer[] = [];
  let size = 0;
  // The stream is not destroyed when it is left: its sender is to hear why.
  for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MOST_BYTES)
      throw new AppError('body_too_large', 'too_large', 'The body is larger than this route takes.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
