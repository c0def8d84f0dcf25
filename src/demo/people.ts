import type { Random } from './random.ts'
import type { Words } from './words.ts'

/** Somebody to write to. */
export type Contact = {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly address: string
  /** Of companies. */
  readonly website?: string
}

/** People and companies, no two of the same name, no two of the same phone, and none who could be called or written to. */
export class People {
  readonly #random: Random
  readonly #words: Words
  readonly #number: string
  readonly #taken = new Set<string>()

  /** Companies of another branch than the first bear its number, and so do addresses. */
  constructor(random: Random, words: Words, branch: number) {
    this.#random = random
    this.#words = words
    this.#number = branch === 0 ? '' : String(branch + 1)
  }

  person(): Contact {
    const { firstNames, surnames } = this.#random.pick(this.#words.people)
    const first = this.#random.pick(firstNames)
    const name = `${first} ${this.#random.pick(surnames)}`
    if (this.#taken.has(name)) return this.person()
    this.#taken.add(name)
    const domain = this.#random.pick(['example.com', 'example.net', 'example.org'])
    return {
      name,
      email: `${latin(name).replaceAll(/[^a-z]+/g, '.')}${this.#number}@${domain}`,
      phone: this.#phone(),
      address: this.#address(this.#random.chance(0.6)),
    }
  }

  /** A company of the words: each comes once. */
  company(): Contact {
    const { cafes, offices } = this.#words
    const left = [...cafes, ...offices].filter((name) => !this.#taken.has(name))
    if (left.length === 0) throw new Error('the demo shop has more companies than names for them')
    const plain = this.#random.pick(left)
    this.#taken.add(plain)
    const name = this.#number ? `${plain} ${this.#number}` : plain
    const host = `${latin(plain)
      .replaceAll(/[^a-z]+/g, '-')
      .replaceAll(/^-|-$/g, '')}${this.#number}.example`
    return {
      name,
      email: `${this.#random.pick(['hello', 'office', 'orders'])}@${host}`,
      phone: this.#phone(),
      address: this.#address(false),
      website: `https://${host}`,
    }
  }

  #phone(): string {
    const number = String(this.#random.whole([0, 99])).padStart(2, '0')
    const phone = `${this.#random.pick(this.#words.phonePrefixes)}${number}`
    if (this.#taken.has(phone)) return this.#phone()
    this.#taken.add(phone)
    return phone
  }

  #address(hasFlat: boolean): string {
    const flat = hasFlat ? this.#random.whole([1, 60]) : undefined
    return this.#words.address(this.#random.pick(this.#words.streets), this.#random.whole([1, 90]), flat)
  }
}

const RUSSIAN = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'
const LATIN = 'a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya'.split(' ')

/** A name in small letters of an address. */
function latin(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[а-яё]/g, (letter) => LATIN[RUSSIAN.indexOf(letter)] as string)
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f’]/g, '')
}
