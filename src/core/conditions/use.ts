/** What a tree is for: the rule of a stage, the rule of a segment, or a list or preview that stores nothing. */
export type Use = 'stage' | 'segment' | 'filter'
