import {
  Badge,
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  Modal,
  Paper,
  PasswordInput,
  TextInput,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core';

const care: MantineColorsTuple = [
  '#e7f5f4',
  '#d0e9e6',
  '#a3d4cf',
  '#74beb7',
  '#4eaaa2',
  '#339b92',
  '#238a82',
  '#17736c',
  '#0e5c56',
  '#084640',
];

// A grey with a little of the primary hue, so that the dark theme is calm and not black.
const dark: MantineColorsTuple = [
  '#d9dfe3',
  '#bcc5cb',
  '#9ba7af',
  '#76838c',
  '#3b464e',
  '#2d373e',
  '#232c32',
  '#1b2328',
  '#131a1e',
  '#0c1114',
];

/** Filled parts are dark with light text in the light theme, and the other way round in the dark one. */
const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  return input.variant === 'filled' ? { ...colors, color: 'var(--carenode-on-filled)' } : colors;
};

/** How every screen looks: sizes, colours and fonts of the system, as no font may be fetched from elsewhere. */
export const theme = createTheme({
  primaryColor: 'care',
  primaryShade: { light: 7, dark: 4 },
  colors: { care, dark },
  black: '#18232a',
  variantColorResolver: variantColors,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  components: {
    Badge: Badge.extend({
      defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 600 },
      // A state is read whole or not at all.
      styles: { root: { minWidth: 'max-content', flexShrink: 0 } },
    }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: 'lg', closeButtonProps: { 'aria-label': 'Close' } },
      styles: { title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 650 } },
    }),
    Paper: Paper.extend({ defaultProps: { radius: 'lg', withBorder: true } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'md' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'md' } }),
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: true, openDelay: 300 } }),
  },
});

/** Colours of text that keep a contrast of 4.5 : 1 (WCAG 2.2, 1.4.3) on cards and on the page behind them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--carenode-page': '#f4f7f7',
    '--carenode-on-filled': '#ffffff',
    '--mantine-color-red-filled': '#c22525',
    '--mantine-color-red-filled-hover': '#a61e1e',
    ...tint('green', '#d9f2e0', '#c6ebd0', '#17592b'),
    ...tint('yellow', '#fdf0c8', '#fbe7ab', '#6b4700'),
    ...tint('red', '#fde8e8', '#fbd9d9', '#a61e1e'),
    '--mantine-color-dimmed': '#54636c',
    '--mantine-color-placeholder': '#66747d',
    '--mantine-color-error': '#c22525',
    '--mantine-color-default-border': '#c3cdd2',
    '--mantine-color-disabled-color': '#66747d',
  },
  dark: {
    '--carenode-page': '#131a1e',
    '--carenode-on-filled': '#0c1114',
    ...tint('care', '#1d3d3b', '#244946', '#a3d4cf'),
    ...tint('gray', '#2d373e', '#37434b', '#d9dfe3'),
    ...tint('red', '#47242a', '#552b32', '#ffc9c9'),
    ...tint('green', '#1c3b2c', '#234936', '#b2f2bb'),
    ...tint('yellow', '#41371c', '#4f4322', '#ffe599'),
    '--mantine-color-dimmed': '#a3b0b8',
    '--mantine-color-placeholder': '#93a0a9',
    '--mantine-color-error': '#ff8f8f',
    '--mantine-color-disabled-color': '#93a0a9',
    '--mantine-color-anchor': '#74beb7',
  },
});

/** The soft background of a colour, and the text on it. */
function tint(name: string, background: string, hover: string, text: string): Record<string, string> {
  return {
    [`--mantine-color-${name}-light`]: background,
    [`--mantine-color-${name}-light-hover`]: hover,
    [`--mantine-color-${name}-light-color`]: text,
  };
}
