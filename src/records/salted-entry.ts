/** The salts of an entry's parts that are still there, by name. */
export type Salts = ReadonlyMap<string, Buffer>
