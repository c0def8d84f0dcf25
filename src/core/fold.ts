/**
 * The form in which texts are compared and searched: without case, and with one spelling of composed characters.
 *
 * As near to Unicode's full case folding as the language's own tables come: `ß`, `ẞ` and `SS` are one text, so are `ς`, `σ`
 * and `Σ`. Unlike the Unicode default, the dotless `ı` folds to `i`; no locale is looked at. Accents, compatibility forms
 * (`ﬁ` aside, which has an upper case) and white space stay. Lower case comes first because `ẞ` has no upper case of its own,
 * and the final sigma, which lower case puts at the end of a word, is undone, or the start of a word would not find the word.
 * Folding twice is folding once. The result may be up to three times as long.
 */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  return text.normalize('NFC').toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC')
}

/** Texts of ASCII and the letters of Russian alone, of which lower case is all there is to folding. */
const PLAIN = /^[\x00-\x7fА-Яа-яЁё]*$/
