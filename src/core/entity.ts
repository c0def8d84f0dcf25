import type { EntityName, EntityNames } from './entity-names.ts'
import type { FieldTypeName } from './field-types/field-type.ts'

/**
 * What an entity is made of, and which machineries it takes part in. Its table has the columns `account_id` and `id`; every machinery
 * names the others that it asks for. Declared once, in the entity's slice.
 */
export type EntityDescriptor<Name extends EntityName = EntityName> = {
  readonly name: Name
  /** What events call it. */
  readonly noun: EntityNames[Name]
  readonly table: string
  /** The column of the user whose it is, for rights that reach the own ones or those of the group. */
  readonly owner?: string
  /** It is refused while customers are switched off. */
  readonly needsCustomers?: true
  /** The rules of stages and segments are evaluated for it, so that only the engine may change its rows. */
  readonly isRuled?: true
  /** The entity that it goes with when that is purged, and the column of that one's id. */
  readonly parent?: { readonly entity: EntityName; readonly column: string }
  /** Tables of its own beside its table, each with the column of its id: purged with it. */
  readonly satellites?: readonly { readonly table: string; readonly column: string }[]
  /** It has tags of its own, in the column `tag_ids` and, seen from the tag, in `entity_tags`. `path` of the tags is below `/api/v4`. */
  readonly tags?: { readonly path: string }
  /** It has custom fields, with values in the column `fields`. `path` of their definitions is below `/api/v4`. */
  readonly fields?: {
    readonly path: string
    readonly types: readonly FieldTypeName[]
    /** How many fields an account may define. */
    readonly limit?: number
  }
  /** It is found by its `name` and the texts of its fields: a row of `entity_search` for each. */
  readonly isSearched?: true
  /** It can be deleted and restored, by the columns `deleted_at` and `version`, and is purged a month later. */
  readonly isRestorable?: true
  /** Entities that it is linked to, beside those that declare a link to it. Each pair of entities is declared at one of its ends. */
  readonly links?: readonly EntityName[]
}

/** The entities that the program was started with. */
export class Entities {
  readonly #byName: ReadonlyMap<string, EntityDescriptor>

  constructor(descriptors: readonly EntityDescriptor[]) {
    for (const descriptor of descriptors) {
      for (const identifier of identifiersOf(descriptor))
        if (!/^[a-z][a-z_]*$/.test(identifier))
          throw new Error(`${identifier}, of the entity ${descriptor.name}, is no plain name`)
      const { name, parent, satellites, tags, isSearched, links } = descriptor
      if (parent && (satellites || tags || isSearched || links))
        throw new Error(
          `${name} is purged with ${parent.entity}, which would leave behind what hangs on ${name}`,
        )
    }
    this.#byName = new Map(descriptors.map((descriptor) => [descriptor.name, descriptor]))
    if (this.#byName.size < descriptors.length) throw new Error('An entity is declared twice')
  }

  all(): readonly EntityDescriptor[] {
    return [...this.#byName.values()]
  }

  /** The descriptor of an entity; undefined for one that others refer to and that is not kept here. */
  find(name: EntityName): EntityDescriptor | undefined {
    return this.#byName.get(name)
  }

  /** @throws Error for an entity that the program was not started with */
  get(name: EntityName): EntityDescriptor {
    const descriptor = this.#byName.get(name)
    if (descriptor === undefined) throw new Error(`There is no entity ${name}`)
    return descriptor
  }

  /**
   * In which direction the links of two entities are stored: from the one that declares them.
   * @throws Error for entities that are not linked
   */
  directionOf(entity: EntityName, other: EntityName): 'to' | 'from' {
    if (this.find(entity)?.links?.includes(other)) return 'to'
    if (this.find(other)?.links?.includes(entity)) return 'from'
    throw new Error(`No link is declared between ${entity} and ${other}`)
  }

  /** The entities whose rows go with those of another one. */
  childrenOf(name: EntityName): readonly EntityDescriptor[] {
    return this.all().filter(({ parent }) => parent?.entity === name)
  }
}

/** What statements hold of a descriptor as it is written. */
function identifiersOf({ name, noun, table, owner, parent, satellites = [] }: EntityDescriptor): string[] {
  return [
    name,
    noun,
    table,
    ...(owner === undefined ? [] : [owner]),
    ...(parent ? [parent.column] : []),
    ...satellites.flatMap((each) => [each.table, each.column]),
  ]
}
