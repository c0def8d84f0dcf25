import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './processes.ts'

/** The packages that the program imports statically, by the names it imports them under. */
export function staticImports(): string[] {
  const source = join(ROOT, 'src')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('/testing/'),
  )
  const names = new Set<string>()
  for (const file of files)
    for (const [, name] of readFileSync(join(source, file), 'utf8').matchAll(
      /^(?:import|export) (?!type )(?:[^'";]* from )?'([^.'][^']*)'/gm,
    ))
      if (name !== undefined && !name.startsWith('node:')) names.add(name)
  return [...names].sort()
}
