import { List, Stack, Text, Title } from '@mantine/core';

import { type Block, blocksOf, type Piece } from './markdown.rules.js';

/** The text that is agreed to. */
export function ConsentTextView({ body }: { readonly body: string }) {
  return (
    <Stack gap="sm">
      {blocksOf(body).map((block, at) => (
        <BlockView key={at} block={block} />
      ))}
    </Stack>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return (
        <Title order={3}>
          <Line line={block.line} />
        </Title>
      );
    case 'paragraph':
      return (
        <Text size="sm">
          <Line line={block.line} />
        </Text>
      );
    case 'list':
      return (
        <List size="sm" spacing={4}>
          {block.lines.map((line, at) => (
            <List.Item key={at}>
              <Line line={line} />
            </List.Item>
          ))}
        </List>
      );
  }
}

function Line({ line }: { readonly line: readonly Piece[] }) {
  return line.map(({ text, strong }, at) => (strong ? <b key={at}>{text}</b> : <span key={at}>{text}</span>));
}
