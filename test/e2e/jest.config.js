/** Runs the scenarios one after the other on the lab that `npm run e2e` starts. */
module.exports = {
  rootDir: '../..',
  transform: { '\\.ts$': 'ts-jest' },
  testTimeout: 180_000,
  verbose: true,
};
