interface Fault {
  readonly problem: string
  readonly mend: string
}

const REFERENCE = /\$\{([A-Z][A-Z0-9_]*)(?::-([^}]*))?\}/g

/**
 * Fills `${NAME}` and `${NAME:-default}` in an overlay's value. `values` is null for a real profile, which is complete as
 * it lies on disk: what was signed is what is enforced.
 */
export function substitute(text: string, values: Readonly<Record<string, string>> | null): string | Fault {
  if (!text.includes('${')) return text
  if (values === null)
    return { problem: 'a substitution in a profile', mend: 'write the value itself; only overlays are filled in' }
  const unknown = [...text.matchAll(REFERENCE)].filter(
    ([, name, fallback]) => !Object.hasOwn(values, name!) && fallback === undefined,
  )
  if (unknown.length > 0) {
    return {
      problem: `no value for ${unknown.map(([, name]) => name).join(', ')}`,
      mend: `known are: ${Object.keys(values).join(', ') || 'none'}`,
    }
  }
  return text.replace(REFERENCE, (_, name: string, fallback: string | undefined) =>
    Object.hasOwn(values, name) ? values[name]! : fallback!,
  )
}
