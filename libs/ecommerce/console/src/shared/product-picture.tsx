import { BoxIcon } from '@carenode/ui';
import { useState } from 'react';

import classes from './product-picture.module.css';

interface ProductPictureProps {
  readonly url: string | undefined;
  /** What it shows; empty where the name stands beside it. */
  readonly alt: string;
  /** Width and height in pixels, kept free from the beginning. */
  readonly size: number;
}

/**
 * A picture of a product, from the server that its address names. That server is told no page; where there is no picture, or
 * it does not come, a drawing stands in its place.
 */
export function ProductPicture({ url, alt, size }: ProductPictureProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const isShown = url !== undefined && broken !== url;
  return (
    <span
      className={classes['frame']}
      style={{ width: size, height: size }}
      data-picture={url === undefined ? 'none' : isShown ? 'shown' : 'broken'}
      {...(isShown || alt === '' ? {} : { role: 'img', 'aria-label': `${alt}: it cannot be shown` })}
    >
      {isShown ? (
        <img
          src={url}
          alt={alt}
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onError={() => setBroken(url)}
        />
      ) : (
        <BoxIcon size={Math.round(size * 0.4)} />
      )}
    </span>
  );
}
