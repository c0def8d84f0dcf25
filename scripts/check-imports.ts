import { readdirSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'

const RULES = resolve(import.meta.dirname, '../.dependency-cruiser.cjs')

/** What the rules said of a program, and how much of it they have seen. */
export type ImportCheck = { readonly errors: readonly string[]; readonly files: number }

/**
 * Holds the program in `<root>/src` to the rules of `.dependency-cruiser.cjs`. Files that were not looked at are errors, too: with a
 * compiler that it cannot use, dependency-cruiser sees nothing and is content.
 */
export async function checkImports(root: string): Promise<ImportCheck> {
  const options = await extractDepcruiseOptions(RULES)
  const { output } = await cruise(['src'], { ...options, baseDir: root, validate: true })
  const { modules, summary } = output as ICruiseResult
  const seen = new Set(modules.map((module) => module.source))
  const files = programFiles(root)
  const errors = [
    ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    ...files.filter((file) => !seen.has(file)).map((file) => `not looked at: ${file}`),
  ]
  if (files.length === 0) errors.push('not looked at: there is no file in src')
  else if (modules.every((module) => module.dependencies.length === 0))
    errors.push('not looked at: no import was seen in any file')
  return { errors, files: files.length }
}

/** Every file of the program but its tests, as dependency-cruiser names them. */
function programFiles(root: string): string[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => `src/${file.split(sep).join('/')}`)
}

if (import.meta.main) {
  const { errors, files } = await checkImports(resolve(import.meta.dirname, '..'))
  for (const error of errors) console.error(error)
  if (errors.length > 0) process.exitCode = 1
  else console.log(`The imports of ${files} files follow the rules.`)
}
