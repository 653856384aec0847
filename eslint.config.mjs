/**
 * Typed lint rules, and the architecture: which room may import which.
 */
import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import jest from 'eslint-plugin-jest';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

/** The rooms of lib/, upper first: a room imports from those behind it only. */
const rooms = ['app', 'constructs', 'plan', 'mesh', 'match', 'istio', 'errors'];

const layers = rooms.slice(1).map((room, index) => ({
  target: `./lib/${room}`,
  from: rooms.slice(0, index + 1).map((upper) => `./lib/${upper}`),
  message: `imports go down only: ${rooms.join(' > ')}. Move what you need into ${room}/ or a room below it.`,
}));

export default tseslint.config(
  { ignores: ['node_modules', 'build', 'dist', 'coverage', '.examples', 'imports/*.io.ts', 'test/consumer/app'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      importX.flatConfigs.typescript,
    ],
    plugins: { 'import-x': importX, jsdoc },
    languageOptions: { parserOptions: { projectService: true } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // the others of an object are its rest
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-invalid-void-type': ['error', { allowAsThisParameter: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': ['error', { 'prefer-inline': true }],
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...layers,
            {
              target: './lib',
              from: ['./imports', './apps', './test'],
              message: 'lib/ stands alone; apps and users import it.',
            },
          ],
        },
      ],
      'max-lines': ['error', 300],
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: {
      'max-lines-per-function': ['error', 40],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'lib/ reads no environment; let the app pass the value in.' },
        { object: 'Math', property: 'random', message: 'the same description gives the same bytes.' },
      ],
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { ClassDeclaration: true, FunctionDeclaration: true },
          contexts: ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'],
        },
      ],
      'jsdoc/require-description': ['error', { contexts: ['any'] }],
      'jsdoc/require-file-overview': ['error', { tags: { module: { initialCommentsOnly: true, mustExist: true } } }],
    },
  },
  {
    files: ['test/**/*.test.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect*'] }],
      'max-lines': 'off',
      // jest's asymmetric matchers are typed any
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // misuse is written on purpose, under @ts-expect-error
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        AbortSignal: 'readonly',
        Buffer: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        process: 'readonly',
      },
    },
  },
);
