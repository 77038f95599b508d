import { ENTERPRISE } from './path.ts'

const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0'

/** RFC 7643 section 5: what this service does of SCIM. */
export const SERVICE_PROVIDER_CONFIG = {
  schemas: [`${SCHEMA}:ServiceProviderConfig`],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer credential',
      description: 'The issuer’s own credential, sent as a Bearer token.',
    },
  ],
}

/** RFC 7643 section 6. */
export const RESOURCE_TYPES = [
  {
    schemas: [`${SCHEMA}:ResourceType`],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    schema: `${SCHEMA}:User`,
    schemaExtensions: [{ schema: ENTERPRISE, required: false }],
  },
  { schemas: [`${SCHEMA}:ResourceType`], id: 'Group', name: 'Group', endpoint: '/Groups', schema: `${SCHEMA}:Group` },
]

type AttributeType = 'string' | 'boolean' | 'complex' | 'reference'

function attribute(name: string, type: AttributeType, more: object = {}): object {
  return {
    name,
    type,
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...more,
  }
}

/** RFC 7643 section 7: the attributes that are kept. Others may be sent and are not. */
export const SCHEMAS = [
  {
    schemas: [`${SCHEMA}:Schema`],
    id: `${SCHEMA}:User`,
    name: 'User',
    attributes: [
      attribute('userName', 'string', { required: true, uniqueness: 'server' }),
      attribute('externalId', 'string', { caseExact: true }),
      attribute('active', 'boolean'),
      attribute('displayName', 'string'),
      attribute('name', 'complex', {
        subAttributes: [attribute('givenName', 'string'), attribute('familyName', 'string')],
      }),
      attribute('emails', 'complex', {
        multiValued: true,
        subAttributes: [attribute('value', 'string'), attribute('type', 'string'), attribute('primary', 'boolean')],
      }),
    ],
  },
  {
    schemas: [`${SCHEMA}:Schema`],
    id: ENTERPRISE,
    name: 'EnterpriseUser',
    attributes: [attribute('manager', 'complex', { subAttributes: [attribute('value', 'string')] })],
  },
  {
    schemas: [`${SCHEMA}:Schema`],
    id: `${SCHEMA}:Group`,
    name: 'Group',
    attributes: [
      attribute('displayName', 'string', { required: true, uniqueness: 'server' }),
      attribute('externalId', 'string', { caseExact: true }),
      attribute('members', 'complex', {
        multiValued: true,
        subAttributes: [
          attribute('value', 'string', { mutability: 'immutable' }),
          attribute('$ref', 'reference', { mutability: 'immutable', referenceTypes: ['User'] }),
        ],
      }),
    ],
  },
]
