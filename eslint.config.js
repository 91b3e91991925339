import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** What would make a run depend on something else than its scenario, its seed and its changes. */
const impure = ['Date', 'performance', 'window', 'document', 'localStorage', 'setTimeout', 'setInterval', 'fetch'].map((name) => ({
  name,
  message: 'A simulation follows from scenario, seed and changes alone: no screen, no disk, no clock but its own.',
}));

export default defineConfig(
  { ignores: ['out/**', 'release/**', 'test-results/**', 'playwright-report/**'] },
  js.configs.recommended,
  { rules: { quotes: ['error', 'single', { avoidEscape: true }], eqeqeq: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-invalid-void-type': ['error', { allowAsThisParameter: true }], // A kind's handlers are called without their object.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': 'off', // Short arrow functions read better without braces.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off', // Naming what a message holds is not unnecessary.
    },
  },
  {
    files: ['simulations/**/*.ts'],
    // Compiled without checked indexing, so a lookup that can miss looks as if it could not.
    rules: {
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off', // Where it says nothing, no-unnecessary-type-assertion finds it.
    },
  },
  { files: ['renderer/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat['recommended-latest']] },
  {
    files: ['simulations/**/*.ts'],
    ignores: ['simulations/cli/**'],
    rules: {
      'no-restricted-globals': ['error', ...impure],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Draw from a stream of the run.' }],
    },
  },
  {
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // A test that is wrong about it fails, as it should.
      '@typescript-eslint/no-unsafe-assignment': 'off', // expect.any() and parsed reports.
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off', // Doubles of asynchronous functions.
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    rules: { 'no-unused-vars': ['error', { varsIgnorePattern: '^_' }] },
    languageOptions: {
      globals: Object.fromEntries(
        ['Buffer', 'clearTimeout', 'console', 'process', 'Request', 'Response', 'setTimeout', 'URL'].map((name) => [name, false]),
      ),
    },
  },
);
