#!/usr/bin/env node
// Plain JavaScript, so that an old Node reaches the sentence below instead of failing on the first type.
import module from 'node:module'
import process from 'node:process'
import v8 from 'node:v8'

const NEEDED = 24
if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  console.error(
    `Patron needs Node ${NEEDED} or newer; this is ${process.version}. ` +
      'Start it with "npm start", which brings its own Node on Linux, or install a newer one.',
  )
  process.exit(1)
}
module.enableCompileCache()
// V8 lets its heap grow to four times what is alive before it looks for garbage, and keeps the memory (docs/performance.md).
v8.setFlagsFromString('--heap-growing-percent=150')
const { main } = await import('../src/start/main.ts')
await main(process.argv, process.env)
