/** Unit tests; types are checked by `npm run typecheck`, once for everything. */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/', '<rootDir>/.examples/', '<rootDir>/test/consumer/'],
  testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
  transform: { '\\.ts$': 'ts-jest' },
  setupFilesAfterEnv: ['<rootDir>/test/support/setup.ts'],
};
