import tseslint from 'typescript-eslint'
import { words } from './scripts/eslint-words.ts'

export default tseslint.config(
  { ignores: ['node_modules', 'data', 'coverage', 'docs'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { words },
    rules: {
      'words/names': 'error',
      'words/docstrings': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // `const { left_out, ...rest }` is how a key is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // An async function without an await is how a handler keeps one shape whatever it does inside.
      '@typescript-eslint/require-await': 'off',
      'no-console': 'error',
    },
  },
  { files: ['src/cli/**', 'bench/**', 'scripts/**'], rules: { 'no-console': 'off' } },
  {
    // What the program is told and what time it is comes in at the top and is handed down.
    files: ['src/**/*.ts'],
    ignores: ['src/start/**', '**/*.test.ts', '**/testing/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/start reads the environment.' },
        {
          object: 'Date',
          property: 'now',
          message: 'Only src/start reads the clock; take `now` as a parameter.',
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'Only src/start reads the clock; take `now` as a parameter.',
        },
      ],
    },
  },
)
