/**
 * Response headers of an upstream that may reach a client: an allow-list, so that organisation names, cookies and
 * hop-by-hop headers (RFC 9110 7.6.1) never do.
 */
const PASSED_BACK = /^(?:x-ratelimit-[a-z-]+|retry-after(?:-ms)?|openai-processing-ms|openai-version)$/

/** The headers of an upstream's answer that are passed on; names are lower case. */
export function passedBackHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const passed: Record<string, string> = {}
  for (const name in headers) {
    if (PASSED_BACK.test(name)) passed[name] = headers[name]!
  }
  return passed
}

/** What an upstream is sent. Nothing of the client's headers goes along: the body alone speaks for it. */
export function forwardedHeaders(
  credential: string | null,
  credentialHeader: string,
  stream: boolean,
): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: stream ? 'text/event-stream' : 'application/json',
    // Identity encoding: we must see the text we release.
    'accept-encoding': 'identity',
    'user-agent': 'statehouse',
  }
  if (credential !== null)
    headers[credentialHeader] = credentialHeader === 'authorization' ? `Bearer ${credential}` : credential
  return headers
}
