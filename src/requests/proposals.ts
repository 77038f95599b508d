import { KNOWN_PERSON, type KnownPerson } from '../core/known-person.ts'
import type { RecordReader } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { searchReach } from '../policy/record-access.ts'
import type { SearchPlan } from './plan.ts'

/** Something that may belong to a person of a plan; nothing of it counts until somebody writes it into the plan. */
export interface JoinProposal {
  readonly person: string
  /** A principal key. */
  readonly account: string
  readonly why: string
}

/** What the records of a person's accounts say of them. */
export interface SeenOf {
  readonly person: string
  readonly units: readonly { readonly value: string; readonly count: number }[]
  readonly clients: readonly { readonly value: string; readonly count: number }[]
}

/** What a directory keeps of an account, as far as it names somebody; rows of `scim-user`. */
interface DirectoryUser {
  readonly id: string
  readonly issuer: string
  readonly userName: string
  readonly displayName: string | null
  readonly givenName: string | null
  readonly familyName: string | null
  readonly emails: readonly { readonly value: string }[]
}

const SCIM_USER = 'scim-user'
const SCIM_SUBJECT = 'scim-subject'

/**
 * Other accounts that may be a person's: of the same agency, with the same address, its first part under another domain, or
 * one of the names, as the log's own rows of people and directories have them.
 */
export function proposeJoins({ persons }: SearchPlan, rows: StateRows, agency: string): JoinProposal[] {
  const people = [...rows.all(KNOWN_PERSON)] as [string, KnownPerson][]
  const own = people.filter(([, person]) => person.agency === agency)
  const users = new Map(([...rows.all(SCIM_USER).values()] as DirectoryUser[]).map((user) => [user.id, user]))
  const userOf = new Map(
    [...rows.all(SCIM_SUBJECT)].flatMap(([account, id]) => {
      const user = users.get(String(id))
      return user === undefined ? [] : [[account, user] as const]
    }),
  )
  const addressesOf = (account: string): string[] => {
    const known = rows.get(KNOWN_PERSON, account) as KnownPerson | undefined
    const all = [known?.email ?? null, ...(userOf.get(account)?.emails ?? []).map(({ value }) => value)]
    return all.flatMap((one) => (one === null || one === '' ? [] : [one.toLowerCase()]))
  }
  return persons.flatMap(({ id, accounts, names }) => {
    const taken = new Set(accounts.map(({ account }) => account))
    const addresses = new Set([...taken].flatMap(addressesOf))
    const parts = new Set([...addresses].map(localPart))
    const wanted = new Set(names.map(({ name }) => plain(name)))
    return own.flatMap(([account]) => {
      if (taken.has(account)) return []
      const theirs = addressesOf(account)
      const user = userOf.get(account)
      const called = user === undefined ? [] : namesOf(user)
      const why = theirs.some((one) => addresses.has(one))
        ? 'It has the same e-mail address.'
        : theirs.some((one) => parts.has(localPart(one)))
          ? 'Its e-mail address begins the same, under another domain.'
          : called.some((one) => wanted.has(plain(one)))
            ? 'The directory gives it one of these names.'
            : null
      return why === null ? [] : [{ person: id, account, why }]
    })
  })
}

/** Units and applications that each person's records name, as far as the caller may search: former units are among them.
 * `except` is what was closed a moment ago. */
export async function seenOf(
  { persons }: SearchPlan,
  store: Pick<RecordReader, 'search'>,
  {
    policy,
    caller,
    except,
  }: { readonly policy: PolicySet; readonly caller: Principal; readonly except: readonly number[] },
): Promise<SeenOf[]> {
  const reach = searchReach(policy, caller)
  const seen: SeenOf[] = []
  for (const { id, accounts } of persons) {
    if (reach === null || accounts.length === 0) continue
    const users = accounts.map(({ account }) => `user:"${account.slice(account.indexOf('|') + 1)}"`)
    const { counts } = await store.search({
      ...reach,
      except,
      query: `(${users.join(' OR ')}) type:prompt`,
      limit: 1,
      total: false,
      countBy: ['unit', 'client'],
    })
    seen.push({ person: id, units: counts['unit'] ?? [], clients: counts['client'] ?? [] })
  }
  return seen
}

function namesOf({ displayName, givenName, familyName }: DirectoryUser): string[] {
  const whole = givenName !== null && familyName !== null ? [`${givenName} ${familyName}`] : []
  return [...(displayName === null ? [] : [displayName]), ...whole]
}

function localPart(address: string): string {
  const at = address.indexOf('@')
  return at < 0 ? address : address.slice(0, at)
}

function plain(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
}
