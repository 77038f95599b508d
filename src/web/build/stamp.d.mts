export declare const project: string
export declare const builtFolder: string
export declare function sourcesDigest(): string
export declare function isBuilt(): boolean
