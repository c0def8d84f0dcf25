// The floor of a start: loads the packages that it is told, compiled code kept as the program keeps its own, and says so.
import module from 'node:module'
import process from 'node:process'

module.enableCompileCache()
await Promise.all(process.argv.slice(2).map((name) => import(name)))
console.log('loaded')
