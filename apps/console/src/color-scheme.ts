/** Where the chosen colour scheme is remembered in the browser. */
export const COLOR_SCHEME_KEY = 'carenode-color-scheme';

/**
 * Runs before the first paint, so that nobody who chose the dark theme sees a white page flash by. A script of its own:
 * the host's content security policy allows none inside the page.
 */
export const APPLY_COLOR_SCHEME = `(() => {
  let scheme = null;
  try {
    scheme = localStorage.getItem('${COLOR_SCHEME_KEY}');
  } catch {
    // Storage is closed to the page: nothing is remembered.
  }
  if (scheme !== 'light' && scheme !== 'dark') {
    scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
  document.documentElement.style.colorScheme = scheme;
})();
`;
