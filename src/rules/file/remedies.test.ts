import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestAccount, type TestServer } from '../../../test/helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

type Wrong = { detail: string; 'validation-errors'?: [{ errors: { path: string; detail: string }[] }] }

/** What is said of a file that is refused, by its paths. */
async function saidOf({ admin }: TestAccount, yaml: string, language: string): Promise<string[]> {
  const headers = { 'content-type': 'application/yaml', 'accept-language': language }
  const { json } = await admin.post('/api/patron/v1/rules/plan', yaml, headers).expect(400)
  const { detail, 'validation-errors': items } = json as Wrong
  return items?.[0].errors.map(({ path, detail: text }) => `${path}: ${text}`) ?? [detail]
}

test.each([
  [
    'a colour without quotes',
    'version: 1\nsegments:\n  - { name: A, color: 832161 }',
    'segments.0.color: This value should be of type string. Write it in quotes: "832161".',
    'segments.0.color: Тип значения должен быть string. Напишите в кавычках: "832161".',
  ],
  [
    'a name that YAML takes for a truth',
    'version: 1\nsegments: [{ name: true }]',
    'segments.0.name: This value should be of type string. Write it in quotes: "true".',
    'segments.0.name: Тип значения должен быть string. Напишите в кавычках: "true".',
  ],
  [
    'a misspelt key of the file',
    'version: 1\nsegmens: []',
    'segmens: This parameter is not known. Did you mean "segments"? Known here: "version", "stages", "segments".',
    'segmens: Неизвестный параметр. Возможно, имелось в виду "segments". Здесь известны: "version", "stages", "segments".',
  ],
  [
    'a misspelt key of an entry',
    'version: 1\nsegments: [{ name: A, colour: "832161" }]',
    'segments.0.colour: This parameter is not known. Did you mean "color"? Known here: "key", "name", "color", "broken", "entry", "exit".',
    'segments.0.colour: Неизвестный параметр. Возможно, имелось в виду "color". Здесь известны: "key", "name", "color", "broken", "entry", "exit".',
  ],
  [
    'another version',
    'version: 2',
    'version: The value you selected is not a valid choice. Known here: 1.',
    'version: Выбранное значение недопустимо. Здесь известны: 1.',
  ],
  [
    'no version',
    'segments: []',
    'version: This field is missing. Known here: 1.',
    'version: Отсутствует обязательное поле. Здесь известны: 1.',
  ],
  [
    'a misspelt system stage',
    'version: 1\nstages: [{ system: recnt }]',
    'stages.0.system: The value you selected is not a valid choice. Did you mean "recent"? Known here: "recent", "expected", "missed", "closed".',
    'stages.0.system: Выбранное значение недопустимо. Возможно, имелось в виду "recent". Здесь известны: "recent", "expected", "missed", "closed".',
  ],
  [
    'a text for a number',
    'version: 1\nstages: [{ name: A, sort: "5" }]',
    'stages.0.sort: This value should be of type int. Write a whole number from -2147483648 to 2147483647, such as 1.',
    'stages.0.sort: Тип значения должен быть int. Напишите целое число от -2147483648 до 2147483647, например 1.',
  ],
  [
    'one segment in place of the list',
    'version: 1\nsegments: { name: A }',
    'segments: This value should be of type array. Write a list, such as [{"key": "text"}].',
    'segments: Тип значения должен быть array. Напишите список, например [{"key": "text"}].',
  ],
  [
    'an entry without a name',
    'version: 1\nsegments: [{ color: "832161" }]',
    'segments.0.name: One of these is needed: "name", "key". For example: {"name": "VIP"}.',
    'segments.0.name: Нужно одно из: "name", "key". Например: {"name": "VIP"}.',
  ],
  [
    'another key than the export gives',
    'version: 1\nsegments: [{ key: B, name: A }]',
    'segments.0.key: The value you selected is not a valid choice. Known here: "A".',
    'segments.0.key: Выбранное значение недопустимо. Здесь известны: "A".',
  ],
  [
    'a segment that is neither there nor in the file',
    'version: 1\nsegments: [{ name: A, entry: { segment: { any: [Lojal] } } }, { name: Loyal }]',
    /^segments\.0\.entry\.segment\.any\.0: The value .* Did you mean "Loyal"\? Known here: "A" \(\d+\), "Loyal" \(\d+\)\.$/,
    /^segments\.0\.entry\.segment\.any\.0: Выбранное .* Возможно, имелось в виду "Loyal"\. Здесь известны: "A" \(\d+\), "Loyal" \(\d+\)\.$/,
  ],
  [
    'two documents',
    'version: 1\nsegments: []\n---\nversion: 1\nstages: []\n',
    /^Request body is not valid YAML: it holds several documents\. Write all stages and segments into one/,
    /^Тело запроса не является корректным YAML: в нём несколько документов\. Запишите все этапы и сегменты в один/,
  ],
])('a file with %s says what to write', async (_what, yaml, english, russian) => {
  const account = await server.newAccount()
  const said = await Promise.all(['en', 'ru'].map((language) => saidOf(account, yaml, language)))
  expect(said).toEqual([[textLike(english)], [textLike(russian)]])
})

test('a file with a colour of the other palette says the nearest one and all of them', async () => {
  const account = await server.newAccount()
  const yaml = 'version: 1\nsegments: [{ name: A, color: "#832161" }]'
  const [said = ''] = await saidOf(account, yaml, 'en')
  expect(said).toContain('Did you mean "832161"? Known here: "10599d", "2176ff", ')
})

function textLike(text: string | RegExp): string {
  return typeof text === 'string' ? text : (expect.stringMatching(text) as string)
}
