import { ENTERPRISE, equalIn, type Path } from './path.ts'
import { invalid } from './scim-error.ts'
import { type Attributes, attributesOf, booleanOf, listOf, member, optionalTextOf, textOf } from './value.ts'

/** What is kept of an account: enough to tie it to its tokens and to name it in a record. Nothing else a directory sends. */
export interface ScimUser {
  readonly id: string
  /** Exact `iss` of the issuer whose directory it came from. */
  readonly issuer: string
  readonly userName: string
  readonly externalId: string | null
  readonly active: boolean
  readonly displayName: string | null
  readonly givenName: string | null
  readonly familyName: string | null
  readonly emails: readonly ScimEmail[]
  /** Id of the account of whoever supervises; absent in rows of old, null: the directory names nobody (clause MS-37). */
  readonly manager?: string | null
  /** RFC 3339. */
  readonly created: string
  readonly modified: string
  /** The directory deleted it; the row stays, since records need the name. */
  readonly deleted: boolean
}

export interface ScimEmail {
  readonly value: string
  readonly type: string
  readonly primary: boolean
}

/** What a directory decides of a user. */
export type UserContent = Omit<ScimUser, 'id' | 'issuer' | 'created' | 'modified' | 'deleted'>

const EMAILS_MAX = 20

/** Reads a whole resource (POST, PUT). `active` left out keeps what it was: leaving it out must not let anybody back in. */
export function readUser(body: Attributes, wasActive: boolean): UserContent {
  const active = member(body, 'active')
  const name = member(body, 'name')
  const names = name === undefined || name === null ? {} : attributesOf(name, 'name')
  const emails = member(body, 'emails')
  return {
    userName: textOf(member(body, 'userName'), 'userName'),
    externalId: optionalTextOf(member(body, 'externalId'), 'externalId'),
    active: active === undefined || active === null ? wasActive : booleanOf(active, 'active'),
    displayName: optionalTextOf(member(body, 'displayName'), 'displayName'),
    givenName: optionalTextOf(member(names, 'givenName'), 'name.givenName'),
    familyName: optionalTextOf(member(names, 'familyName'), 'name.familyName'),
    emails: emails === undefined || emails === null ? [] : readEmails(emails),
    manager: managerIn(member(body, ENTERPRISE)),
  }
}

/** A user with one attribute set; an attribute that isn't kept changes nothing. */
export function assignToUser(user: UserContent, path: Path, value: unknown, op: 'add' | 'replace'): UserContent {
  switch (path.attribute) {
    case 'active':
      return { ...user, active: booleanOf(value, 'active') }
    case 'username':
      return { ...user, userName: textOf(value, 'userName') }
    case 'externalid':
      return { ...user, externalId: optionalTextOf(value, 'externalId') }
    case 'displayname':
      return { ...user, displayName: optionalTextOf(value, 'displayName') }
    case 'name':
      return assignName(user, path.sub, value)
    case 'manager':
      return { ...user, manager: readManager(value) }
    case 'enterprise':
      return member(attributesOf(value, 'The extension'), 'manager') === undefined
        ? user
        : { ...user, manager: managerIn(value) }
    case 'emails':
      return { ...user, emails: assignEmail(user.emails, path, value, op) }
    default:
      return user
  }
}

/** A user with one attribute removed. What decides about access can be set, not removed. */
export function removeFromUser(user: UserContent, { attribute, sub, filter }: Path): UserContent {
  switch (attribute) {
    case 'active':
    case 'username':
      throw invalid('mutability', `${attribute === 'active' ? 'active' : 'userName'} can’t be removed.`)
    case 'externalid':
      return { ...user, externalId: null }
    case 'displayname':
      return { ...user, displayName: null }
    case 'manager':
    case 'enterprise':
      return { ...user, manager: null }
    case 'name':
      return assignName(user, sub, null)
    case 'emails': {
      const type = equalIn(filter, 'type')
      return { ...user, emails: type === null ? [] : user.emails.filter((email) => email.type !== type) }
    }
    default:
      return user
  }
}

function managerIn(extension: unknown): string | null {
  if (extension === undefined || extension === null) return null
  return readManager(member(attributesOf(extension, 'The extension'), 'manager'))
}

/** An id, as directories send it: alone, or as the `value` of an object. */
function readManager(value: unknown): string | null {
  const id = typeof value === 'object' && value !== null ? member(attributesOf(value, 'manager'), 'value') : value
  return optionalTextOf(id, 'manager')
}

function assignName(user: UserContent, sub: string | null, value: unknown): UserContent {
  if (sub === null) {
    const names = value === null ? { givenName: null, familyName: null } : attributesOf(value, 'name')
    return Object.entries(names).reduce((named, [name, part]) => assignName(named, name.toLowerCase(), part), user)
  }
  if (sub === 'givenname') return { ...user, givenName: optionalTextOf(value, 'name.givenName') }
  if (sub === 'familyname') return { ...user, familyName: optionalTextOf(value, 'name.familyName') }
  return user
}

function assignEmail(
  emails: readonly ScimEmail[],
  { filter, sub }: Path,
  value: unknown,
  op: 'add' | 'replace',
): readonly ScimEmail[] {
  const type = equalIn(filter, 'type')
  if (type === null)
    return op === 'add' ? readEmails([...emails, ...listOf(value, 'emails', EMAILS_MAX)]) : readEmails(value)
  const others = emails.filter((email) => email.type !== type)
  if (sub !== null && sub !== 'value') return emails
  const address = sub === 'value' ? value : member(attributesOf(value, 'emails'), 'value')
  return [...others, { value: textOf(address, 'emails.value'), type, primary: others.length === 0 }]
}

function readEmails(value: unknown): readonly ScimEmail[] {
  return listOf(value, 'emails', EMAILS_MAX).map((one) => {
    const email = typeof one === 'string' ? { value: one } : attributesOf(one, 'emails')
    const primary = member(email, 'primary')
    return {
      value: textOf(member(email, 'value'), 'emails.value'),
      type: optionalTextOf(member(email, 'type'), 'emails.type') ?? 'work',
      primary: primary === undefined ? false : booleanOf(primary, 'emails.primary'),
    }
  })
}

/** The resource as a directory reads it back. */
export function userResource(user: ScimUser, base: string): Record<string, unknown> {
  const { id, userName, externalId, active, displayName, givenName, familyName, emails, manager, created, modified } =
    user
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ...(manager == null ? [] : [ENTERPRISE])],
    id,
    ...(externalId === null ? {} : { externalId }),
    userName,
    active,
    ...(displayName === null ? {} : { displayName }),
    ...(givenName === null && familyName === null
      ? {}
      : { name: { ...(givenName === null ? {} : { givenName }), ...(familyName === null ? {} : { familyName }) } }),
    ...(emails.length === 0 ? {} : { emails }),
    ...(manager == null ? {} : { [ENTERPRISE]: { manager: { value: manager } } }),
    meta: { resourceType: 'User', created, lastModified: modified, location: `${base}/Users/${id}` },
  }
}
