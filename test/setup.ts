import fc from 'fast-check'
import { SEED } from './helpers/seed.ts'

fc.configureGlobal({ seed: SEED })
