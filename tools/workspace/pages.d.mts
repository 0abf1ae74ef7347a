export const pages: {
  answers(): string;
  testsOf(module: string, tables: readonly string[]): readonly string[];
};
