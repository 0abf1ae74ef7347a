const text = { type: 'string' };
const nullable = { type: ['string', 'null'] };
const id = { type: 'string', format: 'uuid' };
const instant = { type: 'string', format: 'date-time' };
const nullableInstant = { type: ['string', 'null'], format: 'date-time' };
const count = { type: 'integer' };
const number = { type: ['number', 'null'] };

const object = (properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});
const listOf = (properties: Readonly<Record<string, object>>) => ({
  type: 'array',
  items: object(properties),
});
const counted = (properties: Readonly<Record<string, object>>) =>
  object({ count, units: count, items: listOf(properties) });

/** Where a lot is from, what of it is left, and who has it. */
export const holdersSchema = {
  ...object({
    lot: object({
      id,
      productId: id,
      productName: text,
      manufacturer: nullable,
      lotCode: text,
      expiresOn: nullable,
      supplier: nullable,
      supplierReference: nullable,
      certificateUrl: nullable,
      receivedAt: instant,
      sourceText: nullable,
      heldSince: nullableInstant,
      holds: listOf({ id, kind: text, reason: text, placedAt: instant }),
    }),
    stock: object({ available: count, reserved: count, paid: count, sent: count }),
    movements: {
      type: 'object',
      additionalProperties: count,
      description: 'Units by kind of the stock book: received, counted, written-off, returned',
    },
    openOrders: counted({
      orderId: id,
      number: count,
      status: text,
      patientId: id,
      quantity: count,
      orderDate: instant,
    }),
    buyers: counted({
      patientId: id,
      name: nullable,
      isErased: { type: ['boolean', 'null'] },
      orderId: id,
      number: count,
      status: text,
      orderItemId: id,
      quantity: count,
      certainty: {
        type: 'string',
        enum: ['recorded', 'read', 'possible'],
        description:
          'recorded: when it was sold; read: from the text of an older system; possible: that text names several lots, of which it is one',
      },
      shippedAt: instant,
      deliveredAt: nullableInstant,
      firstUseAt: { ...instant, description: 'When it was first used, as far as firstUse says' },
      firstUse: {
        type: 'string',
        enum: ['logged', 'delivered', 'shipped'],
        description:
          'What firstUseAt is: the first measurement that names it, for those to whom the person’s measurements are open; else, and for admins always, the delivery; else the dispatch. Outcomes begin with what was logged, for everybody.',
      },
    }),
  }),
  title: 'LotHolders',
} as const;

const outcomes = object({
  people: {
    type: 'integer',
    description:
      'How many people who used units of it were looked at: fives of them in the order of their sales, here and below; the last ones wait until they are five',
  },
  isSample: {
    type: 'boolean',
    description: 'True for a lot that sold more than 10,000 times: those who bought last were looked at',
  },
  days: count,
  measurements: listOf({
    variableId: id,
    name: text,
    unit: nullable,
    people: count,
    count: { type: 'integer', description: 'How many values they have, no finer than its standard error' },
    mean: {
      ...number,
      description: 'The mean over people of each one’s own mean, no finer than its standard error',
    },
    peopleBefore: { type: ['integer', 'null'] },
    countBefore: { type: ['integer', 'null'] },
    meanBefore: number,
  }),
  conditionEvents: listOf({
    eventType: text,
    conditionId: nullable,
    condition: nullable,
    people: count,
    count,
    meanSeverity: number,
  }),
});

const records = object({
  measurements: listOf({
    id,
    patientId: id,
    variableId: id,
    name: text,
    value: number,
    unit: nullable,
    valueText: nullable,
    startAt: instant,
    orderItemId: nullable,
  }),
  conditionEvents: listOf({
    id,
    patientId: id,
    eventType: text,
    conditionId: nullable,
    severity: { type: ['integer', 'null'] },
    timestamp: instant,
    notes: nullable,
  }),
});

export const traceSchema = {
  ...holdersSchema,
  title: 'LotTrace',
  properties: { ...holdersSchema.properties, outcomes, records },
  required: [...holdersSchema.required, 'outcomes', 'records'],
};
