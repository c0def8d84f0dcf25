import { expect, test } from 'vitest'
import { testDatabase } from '../../test/helpers/database.ts'
import { createPool } from './connect.ts'

const pool = async () => createPool(await testDatabase(), { max: 2, onError: () => undefined })

test('bigint, numeric and arrays of bigint are numbers', async () => {
  const db = await pool()
  const { rows } = await db.query(
    `select 9007199254740991::bigint as a, 12::numeric as b, '{1,-2}'::bigint[] as c, '{}'::bigint[] as d, sum(5::bigint) as e`,
  )
  expect(rows).toEqual([{ a: 9007199254740991, b: 12, c: [1, -2], d: [], e: 5 }])
  await db.end()
})

test('a number beyond the safe integers is an error and not another number', async () => {
  const db = await pool()
  await expect(db.query(`select 9007199254740992::bigint`)).rejects.toThrow('beyond the safe integers')
  await db.end()
})
