import { Entities } from '../core/entity.ts'
import { customerEntity } from '../customers/entity.ts'
import { segmentEntity } from '../segments/entity.ts'
import { transactionEntity } from '../transactions/entity.ts'

/** The entities of Patron. */
export const ENTITIES = new Entities([customerEntity, transactionEntity, segmentEntity])
