import type { AST, Rule } from 'eslint'

/**
 * Words that names of ours do not use, each with the field's word for it; `docs/glossary.md` has ours. Keys of objects are not looked
 * at: they may be names of the wire or of the database.
 */
const WORDS: Readonly<Record<string, string>> = {
  flip: 'transition',
  flips: 'transitions',
  settle: 'resolve',
  settled: 'outcome',
  gather: 'evaluate, collect or buffer',
  gathered: 'evaluated, collected or buffered',
  sift: 'prefilter',
  sifted: 'candidates',
  sieve: 'prefilter',
  sieved: 'candidates',
  crowd: 'batch',
  place: 'index, target or path',
  places: 'indexes, targets or paths',
  circle: 'cycle',
  circles: 'cycles',
  turns: 'lock',
  aloud: 'sentence',
  told: 'rendered or reported',
  tell: 'render or report',
  teller: 'renderer',
  book: 'index',
  card: 'list row',
  asked: 'required or requested',
  nobody: 'none',
  everybody: 'all customers',
  comes: 'as a range or set',
}

/** Anything that stands somewhere in a file. */
type Located = { readonly loc?: AST.SourceLocation | null | undefined }

/** Where a problem of the whole file is reported. */
const FILE = { line: 1, column: 0 }

/** Names of goods in the demo shop. */
const DOMAIN: ReadonlySet<string> = new Set(['giftCard'])

/** The words of a camelCase, PascalCase, CONSTANT_CASE or kebab-case name, in lower case. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .map((word) => word.toLowerCase())
}

/** ESLint rule: names that files declare use the field's words. A snake_case name is one of the wire or of the database. */
const names: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { word: '"{{name}}": say {{better}} instead of "{{word}}".' },
  },
  create(context) {
    const report = ({ loc }: Located, name: string) => {
      if (/^[a-z\d]+(_[a-z\d]+)+$/.test(name) || DOMAIN.has(name)) return
      for (const word of wordsOf(name)) {
        const better = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined
        if (better) context.report({ loc: loc ?? FILE, messageId: 'word', data: { name, word, better } })
      }
    }
    const reportKey = ({ key, computed }: { key: Located & { name?: unknown }; computed: boolean }) => {
      if (!computed && typeof key.name === 'string') report(key, key.name)
    }
    return {
      Program(node) {
        const file = context.filename.split(/[\\/]/).at(-1) ?? ''
        report(node, file.replace(/\.[^.]+$/, ''))
        const declared = new Map<Located, string>()
        for (const { variables } of context.sourceCode.scopeManager.scopes)
          for (const { name, defs } of variables)
            if (defs[0] && defs[0].type !== 'ImportBinding') declared.set(defs[0].name, name)
        for (const [identifier, name] of declared) report(identifier, name)
      },
      MethodDefinition: reportKey,
      PropertyDefinition: reportKey,
    }
  },
}

/** ESLint rule: a docstring stands alone in a tooltip, so it does not point to the one above it. */
const docstrings: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { same: 'A docstring stands alone: say what it returns or does instead of "The same".' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments())
          if (comment.type === 'Block' && /^\*[\s*]*The same\b/.test(comment.value))
            context.report({ loc: comment.loc ?? FILE, messageId: 'same' })
      },
    }
  },
}

/** The rules about words, as an ESLint plugin. */
export const words = { rules: { names, docstrings } }
