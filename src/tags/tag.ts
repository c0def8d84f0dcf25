export type Tag = { readonly id: number; readonly name: string; readonly color: string | null }
