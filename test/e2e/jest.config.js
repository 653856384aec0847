/** Scenarios on a running lab, one after the other; `npm run e2e` starts it. */
module.exports = {
  rootDir: '../..',
  testMatch: [`<rootDir>/test/e2e/scenarios/${process.env.E2E_SCENARIOS ?? ''}*.test.ts`],
  transform: { '\\.ts$': 'ts-jest' },
  testTimeout: 90_000,
  verbose: true,
};
