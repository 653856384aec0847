/** Scenarios on a running lab, one after the other; `npm run e2e` starts it. */
module.exports = {
  rootDir: '../..',
  transform: { '\\.ts$': 'ts-jest' },
  testTimeout: 180_000,
  verbose: true,
};
