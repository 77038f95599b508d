import { equalIn, type Path } from './path.ts'
import { type Attributes, attributesOf, listOf, member, optionalTextOf, textOf } from './value.ts'

/** A group of a directory. Who is in it stands in rows of its own (`SCIM_MEMBER`). */
export interface ScimGroup {
  readonly id: string
  readonly issuer: string
  readonly displayName: string
  readonly externalId: string | null
  /** RFC 3339. */
  readonly created: string
  readonly modified: string
}

/** What a directory decides of a group; members are user ids. */
export interface GroupContent {
  readonly displayName: string
  readonly externalId: string | null
  readonly members: ReadonlySet<string>
}

const MEMBERS_MAX = 10_000

export function readGroup(body: Attributes): GroupContent {
  const members = member(body, 'members')
  return {
    displayName: textOf(member(body, 'displayName'), 'displayName'),
    externalId: optionalTextOf(member(body, 'externalId'), 'externalId'),
    members: new Set(members === undefined || members === null ? [] : memberIds(members)),
  }
}

export function assignToGroup(group: GroupContent, path: Path, value: unknown, op: 'add' | 'replace'): GroupContent {
  switch (path.attribute) {
    case 'displayname':
      return { ...group, displayName: textOf(value, 'displayName') }
    case 'externalid':
      return { ...group, externalId: optionalTextOf(value, 'externalId') }
    case 'members':
      return { ...group, members: new Set([...(op === 'add' ? group.members : []), ...memberIds(value)]) }
    default:
      return group
  }
}

/** `members[value eq "…"]`, `members` with a list of whom, or `members` alone: all of them. */
export function removeFromGroup(group: GroupContent, path: Path, value: unknown): GroupContent {
  if (path.attribute === 'externalid') return { ...group, externalId: null }
  if (path.attribute !== 'members') return group
  const one = equalIn(path.filter, 'value')
  if (one === null && (value === undefined || value === null)) return { ...group, members: new Set() }
  const gone = new Set(one === null ? memberIds(value) : [one])
  return { ...group, members: new Set([...group.members].filter((id) => !gone.has(id))) }
}

function memberIds(value: unknown): string[] {
  return listOf(value, 'members', MEMBERS_MAX).map((one) =>
    textOf(typeof one === 'string' ? one : member(attributesOf(one, 'members'), 'value'), 'members.value'),
  )
}

/** The resource as a directory reads it back. */
export function groupResource(
  { id, displayName, externalId, created, modified }: ScimGroup,
  members: Iterable<string>,
  base: string,
): Record<string, unknown> {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    id,
    ...(externalId === null ? {} : { externalId }),
    displayName,
    members: [...members].map((value) => ({ value, $ref: `${base}/Users/${value}` })),
    meta: { resourceType: 'Group', created, lastModified: modified, location: `${base}/Groups/${id}` },
  }
}
