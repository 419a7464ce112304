import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { confinedNames, floors, forbiddenArrows } from './build/lint/arrows.ts';
import { confinedNamesRule } from './build/lint/confined-names.ts';
import { roomArrows } from './build/lint/room-arrows.ts';

const defaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };
const caughtInTest = { selector: 'CatchClause', message: 'Let the test runner catch; expect the error instead.' };
const timedInTest = {
  object: 'performance',
  property: 'now',
  message: 'What takes how long is measured under build/bench.',
};

export default defineConfig(
  globalIgnores(['node_modules/', 'dist/', 'out/', 'coverage/', 'test-results/', 'playwright-report/']),
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    name: 'hybrid-preflight/everything',
    plugins: { 'hybrid-preflight': { rules: { 'room-arrows': roomArrows, 'confined-names': confinedNamesRule } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'hybrid-preflight/room-arrows': ['error', { floors, arrows: forbiddenArrows }],
      'hybrid-preflight/confined-names': ['error', confinedNames],
      // A default is allowed to be the last case; one that ends in assertNever is checked by the compiler.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A port's method is asynchronous by contract, whether or not this implementation waits for anything.
      '@typescript-eslint/require-await': 'off',
      // Walking up a chain from `this` is not the aliasing that arrow functions made needless.
      '@typescript-eslint/no-this-alias': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-param-reassign': 'error',
      'no-restricted-syntax': ['error', defaultExport],
      'max-lines': ['error', 400],
    },
  },
  {
    name: 'hybrid-preflight/pure',
    files: ['shared/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'Buffer',
        'global',
        'require',
        'setImmediate',
        'window',
        'document',
      ],
    },
  },
  {
    name: 'hybrid-preflight/window',
    files: ['renderer/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    name: 'hybrid-preflight/at-the-terminal',
    files: ['electron/cli.mjs', 'electron/cli/**', 'electron/rehearsal.ts', 'build/**'],
    rules: { 'no-console': 'off' },
  },
  {
    name: 'hybrid-preflight/tests',
    files: ['test/**'],
    rules: {
      // Doubles stand in for them.
      'hybrid-preflight/confined-names': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': ['error', defaultExport, caughtInTest],
      'no-restricted-properties': ['error', timedInTest],
      'max-lines': ['error', 600],
    },
  },
  {
    name: 'hybrid-preflight/tool-configuration',
    files: ['**/*.config.{js,ts}'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    name: 'hybrid-preflight/javascript',
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
  },
);
