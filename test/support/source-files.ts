import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export interface SourceFile {
  /** Relative to `src`. */
  readonly path: string
  readonly text: string
  /** First folder below `src`, or the file's own name for files in `src` itself. */
  readonly layer: string
  /** Modules it imports, value and type alike: packages by name, own files relative to `src`. */
  readonly imports: readonly string[]
}

/** Every TypeScript file below `src`. */
export function sourceFiles(): SourceFile[] {
  const src = join(project, 'src')
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(src, path), 'utf8')
      return {
        path,
        text,
        layer: path.includes('/') ? path.split('/')[0]! : path,
        imports: importsOf(join(src, path), text, src),
      }
    })
}

function importsOf(file: string, text: string, src: string): string[] {
  const found: string[] = []
  for (const match of text.matchAll(
    /(?:^|\n)(?:import|export)[^'"\n]*(?:\n[^'"]*?)?from '([^']+)'|import\('([^']+)'\)|(?:^|\n)import '([^']+)'/g,
  )) {
    const name = match[1] ?? match[2] ?? match[3]!
    found.push(name.startsWith('.') ? relative(src, join(dirname(file), name)) : name)
  }
  return found
}
