/** A path without positions: how the catalog names a field. */
export function grantName(path: string): string {
  return path.replace(/\[\d+\]/g, '')
}

/** Keys come from the caller and end up in refusals and traces: only those that look like field names are shown. */
const SHOWN_KEY = /^(?!.*\d{5})[A-Za-z_$][A-Za-z0-9_$-]{0,63}$/

export function join(path: string, key: string): string {
  const shown = SHOWN_KEY.test(key) ? key : '*'
  return path === '' ? shown : `${path}.${shown}`
}
