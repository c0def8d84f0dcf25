import { expect, test } from 'vitest'
import { withoutValues } from './without-values.ts'

test.each([
  ['select name from customers where id = $1', 'select name from customers where id = $1'],
  ["select * from tags where name = 'Ann''s' and id > 17", 'select * from tags where name = ? and id > ?'],
  ["select e'it\\'s Ann', 'two'", 'select ?, ?'],
  ['select $$Ann$$, $x$Ann $$ Bob$x$, $1, $12', 'select ?, ?, $1, $12'],
  ["select 'never ends, Ann", 'select ?'],
  ['select c.segments_0 & 12345678::int8, 1.50', 'select c.segments_0 & ?::int8, ?'],
  ['select\n    1\n  ,\t2', 'select ? , ?'],
  [`select ${'a, '.repeat(300)}b`, `select ${'a, '.repeat(300)}`.slice(0, 500) + '…'],
])('the statement %j is shown as %j', (statement, shown) => {
  expect(withoutValues(statement)).toBe(shown)
})
