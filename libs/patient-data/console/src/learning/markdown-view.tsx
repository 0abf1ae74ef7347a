import { Anchor, VisuallyHidden } from '@mantine/core';
import Markdown, { type Components } from 'react-markdown';

import { safeAddress } from './learning.rules.js';
import classes from './markdown-view.module.css';

// A text stands below the headings of a page and of a section.
const COMPONENTS: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h5>{children}</h5>,
  h6: ({ children }) => <h5>{children}</h5>,
  a: ({ href, children }) =>
    href === undefined || href === '' ? (
      <>{children}</>
    ) : (
      <Anchor href={href} target="_blank" rel="noopener noreferrer" underline="always">
        {children}
        <VisuallyHidden> (opens in a new tab)</VisuallyHidden>
      </Anchor>
    ),
};

/**
 * A text in Markdown. HTML in it is left out, images are, and a link leads to https, mailto or tel or is none: whatever a
 * text holds, nothing of it runs, and nothing is fetched from elsewhere.
 */
export function MarkdownView({ text }: { readonly text: string }) {
  return (
    <div className={classes.text} data-markdown>
      <Markdown skipHtml disallowedElements={['img']} urlTransform={safeAddress} components={COMPONENTS}>
        {text}
      </Markdown>
    </div>
  );
}
