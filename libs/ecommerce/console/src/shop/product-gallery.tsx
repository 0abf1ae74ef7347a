import { Group, UnstyledButton } from '@mantine/core';
import { useState } from 'react';

import { ProductPicture } from '../shared/product-picture.js';

interface ProductGalleryProps {
  readonly name: string;
  readonly urls: readonly string[];
}

/** The pictures of a product: one large, the others to choose from. Nothing when there are none. */
export function ProductGallery({ name, urls }: ProductGalleryProps) {
  const [chosen, setChosen] = useState(0);
  const at = chosen < urls.length ? chosen : 0;
  if (urls.length === 0) return null;
  const altOf = (number: number) =>
    urls.length === 1 ? `Picture of ${name}` : `Picture ${number + 1} of ${urls.length} of ${name}`;
  return (
    <div role="group" aria-label={`Pictures of ${name}`}>
      <ProductPicture url={urls[at]} alt={altOf(at)} size={280} />
      {urls.length > 1 && (
        <Group gap="xs" mt="xs">
          {urls.map((url, number) => (
            <UnstyledButton
              key={number}
              aria-label={`Show picture ${number + 1} of ${name}`}
              aria-pressed={number === at}
              onClick={() => setChosen(number)}
              style={{
                borderRadius: 'var(--mantine-radius-md)',
                outline: number === at ? '2px solid var(--mantine-primary-color-filled)' : undefined,
                lineHeight: 0,
              }}
            >
              <ProductPicture url={url} alt="" size={56} />
            </UnstyledButton>
          ))}
        </Group>
      )}
    </div>
  );
}
