const NOT_OURS = /[\\/]node_modules[\\/]/;

/**
 * Sources import each other as `./x.js`, the name that the compiled file has; under Jest the file is `./x.ts`.
 * Only our own sources are mapped: packages that ship both keep their JavaScript.
 */
export function sync(request, options) {
  if (/^\.{1,2}\/.*\.js$/.test(request) && !NOT_OURS.test(options.basedir)) {
    for (const extension of ['.ts', '.tsx']) {
      try {
        return options.defaultResolver(request.replace(/\.js$/, extension), options);
      } catch {
        // Not a TypeScript source: try the next name.
      }
    }
  }
  return options.defaultResolver(request, options);
}
