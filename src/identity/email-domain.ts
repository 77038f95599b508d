import { domainToASCII } from 'node:url'

/**
 * Whether an address is of one of the official domains: exactly, after IDNA and lower-casing. Quoted local parts and
 * several @ are refused rather than interpreted, because readers disagree on where such an address ends.
 */
export function isOfficialAddress(address: string, domains: readonly string[]): boolean {
  const match = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([^\s@"]{1,253})$/.exec(address)
  if (match === null) return false
  const domain = domainToASCII(match[1]!).toLowerCase()
  return domain !== '' && domains.includes(domain)
}
