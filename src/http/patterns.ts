/** The pattern in schemas of a text of which something can be seen. */
export const NOT_BLANK = '\\S'
