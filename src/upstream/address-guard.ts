import { type LookupAddress, type LookupOptions, lookup as resolve } from 'node:dns'
import { BlockList, isIP } from 'node:net'
import type { UpstreamTarget } from './target.ts'

/** Special-purpose ranges (IANA registries of RFC 6890) that no public upstream lives in. */
const SPECIAL: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]

/** An address that the catalog didn't approve for this system; the connection isn't opened. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
  readonly code = 'ERR_ADDRESS_REFUSED'
}

/** Whether a system may be reached at an address: public ones by default, one exact range, or this machine. */
export function addressAllowed(target: Pick<UpstreamTarget, 'network' | 'cidr'>): (address: string) => boolean {
  const list = new BlockList()
  if (target.network === 'private') {
    const [address, prefix] = (target.cidr ?? '').split('/') as [string, string?]
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  } else if (target.network === 'loopback') {
    list.addSubnet('127.0.0.0', 8, 'ipv4')
    list.addAddress('::1', 'ipv6')
  } else {
    for (const [address, prefix, family] of SPECIAL) list.addSubnet(address, prefix, family)
  }
  return (address) => {
    // An IPv4 address in IPv6 clothing is judged as what it is.
    const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
    const listed = list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
    return target.network === 'public' ? !listed : listed
  }
}

type LookupDone = (error: Error | null, address: string | LookupAddress[], family?: number) => void

/** A name look-up that keeps to allowed addresses, at the moment of connecting: a name that changes its mind gains nothing. */
export function guardedLookup(
  isAllowed: (address: string) => boolean,
): (host: string, options: LookupOptions, done: LookupDone) => void {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '')
      const allowed = addresses.filter(({ address }) => isAllowed(address))
      const first = allowed[0]
      if (first === undefined)
        return done(new AddressRefused(`${host} has no address that is approved for this system`), '')
      if (options.all) done(null, allowed)
      else done(null, first.address, first.family)
    })
  }
}
