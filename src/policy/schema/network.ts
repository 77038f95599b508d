import { z } from 'zod'

/** Whether a URL's host is a literal loopback address; a name such as `localhost` depends on a resolver and isn't. */
export function isLoopbackHost(hostname: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]'
}

/** `https:`, or `http:` to a literal loopback address (MS-13). */
export function isEncryptedOrLoopback(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
}

/** Scheme, host and port, nothing after it. */
export const origin = z.string().superRefine((value, context) => {
  const url = URL.parse(value)
  if (url === null || url.origin !== value) {
    context.addIssue({
      code: 'custom',
      message: 'must be an origin such as https://ai.agency.example, without path or trailing slash',
    })
  } else if (!isEncryptedOrLoopback(url)) {
    context.addIssue({ code: 'custom', message: 'must be https; http is for a literal loopback address only (MS-13)' })
  }
})

export const httpsUrl = z.string().superRefine((value, context) => {
  const url = URL.parse(value)
  if (url === null || !isEncryptedOrLoopback(url) || url.username !== '' || url.password !== '') {
    context.addIssue({
      code: 'custom',
      message: 'must be an https URL without user name; http is for a literal loopback address only (MS-13)',
    })
  }
})
