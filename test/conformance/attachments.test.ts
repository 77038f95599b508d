import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { metaOf, recordOf } from '../support/asking.ts'
import { freePort } from '../support/free-port.ts'
import { PageBrowser } from '../support/page-browser.ts'
import { docxOf, pdfOf, xlsxOf } from '../support/sample-files.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let gateway: TestGateway
let sandbox: Sandbox
let browser: PageBrowser
let csrf: string

beforeAll(async () => {
  sandbox = await startSandbox()
  gateway = await startGateway({ upstream: sandbox.origin, env: { STATEHOUSE_PORT: String(await freePort()) } })
  browser = new PageBrowser()
  await browser.ask(await browser.answerFor(`${gateway.url}/sign-in`, 'employee'))
  const notice = await (await browser.ask(`${gateway.url}/notice`)).text()
  csrf = PageBrowser.csrfOf(notice)
  const key = /name="notice" value="([^"]+)"/.exec(notice)![1]!
  await browser.ask(`${gateway.url}/notice`, { form: { csrf, notice: key, return: '/' } })
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})

type Files = readonly (readonly [name: string, bytes: Buffer])[]

/** Sends the chat’s own form as a browser does, with files. */
function ask(text: string, files: Files, more: Record<string, string> = {}): Promise<Response> {
  const fields = { csrf, text, model: 'general-drafting', purpose: 'draft-internal', class: 'internal', ...more }
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  for (const [name, bytes] of files) data.append('files', new Blob([new Uint8Array(bytes)]), name)
  return fetch(`${gateway.url}/chat`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      origin: gateway.url,
      'sec-fetch-site': 'same-origin',
    },
    body: data,
  })
}

const page = async (asked: Response): Promise<string> =>
  (await browser.ask(new URL(asked.headers.get('location')!, gateway.url).href)).text()
const sentLast = (): { messages: { content: unknown }[] } =>
  JSON.parse(sandbox.requests.at(-1)!.body) as { messages: { content: unknown }[] }

describe('a file that goes with a question', () => {
  test('is read, redacted, sent and recorded like the question itself [MO-39]', async () => {
    const letter = docxOf(['Write to a.reyes@example.org about the detour.'])
    const table = xlsxOf('People', [
      ['name', 'ssn'],
      ['Ada Reyes', '219-09-9999'],
    ])
    const asked = await ask('Sum this up.', [
      ['letter.docx', letter],
      ['people.xlsx', table],
    ])
    expect(asked.status).toBe(303)
    const [question, first, second] = sentLast().messages.at(-1)!.content as { text: string }[]
    expect(question!.text).toBe('Sum this up.')
    expect(first!.text).toMatch(/^\[Attached file: letter\.docx\]\nWrite to \[EMAIL_ADDRESS_\d+\] about the detour\./)
    expect(second!.text).not.toContain('219-09-9999')
    expect(JSON.stringify(sentLast())).not.toContain('a.reyes@example.org')

    const shown = await page(asked)
    const [prompt] = (await recordOf(gateway, /data-record="([^"]+)"/.exec(shown)![1]!)).map(metaOf)
    expect(prompt).toMatchObject({
      decision: 'allow',
      attachments: [
        { bytes: letter.length, characters: 46, leftOut: [] },
        { bytes: table.length, leftOut: ['formulas'] },
      ],
    })
    expect(shown).toContain('Attached: letter.docx')
    expect(shown).toContain('Attached: people.xlsx')
    expect(shown).toMatch(/\[US_SSN_\d+\]/)
    expect(shown).not.toContain('219-09-9999')
  })

  test('is part of the conversation: the next question still knows it', async () => {
    const asked = await ask('What is this?', [['plan.pdf', pdfOf(['The road is repaved in spring'])]])
    const conversation = /^\/chat\/([\w-]+)#/.exec(asked.headers.get('location')!)![1]!
    await ask('And how long is it?', [], { conversation })
    const [before] = sentLast().messages
    expect(JSON.stringify(before)).toContain('The road is repaved in spring')
  })

  test('raises the class by what stands in it: what the system isn’t approved for goes nowhere', async () => {
    const before = sandbox.requests.length
    const asked = await ask(
      'Sum this up.',
      [['fti.txt', Buffer.from('FEDERAL TAX INFORMATION\nForm 1040 transcript, AGI 51,200')]],
      {
        class: 'regulated',
      },
    )
    expect(asked.status).toBe(403)
    expect(await asked.text()).not.toContain('name="instead"')
    expect(sandbox.requests.length).toBe(before)
  })

  test.each<[string, Buffer, number, RegExp]>([
    ['macro.exe', Buffer.from('MZ'), 415, /of a kind that can’t be read here/],
    ['scan.pdf', pdfOf(['']), 415, /a scan is a picture/],
    ['renamed.docx', Buffer.from('plain'), 415, /not what its name says/],
    ['large.txt', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 413, /larger than 10 MB/],
  ])(
    '%s is refused with the reason: nothing is sent, the refusal is recorded, the question is kept',
    async (name, bytes, status, why) => {
      const before = sandbox.requests.length
      const asked = await ask('Please look at the file of today.', [[name, bytes]])
      const shown = await asked.text()
      expect(asked.status).toBe(status)
      expect(shown).toMatch(why)
      expect(shown).toContain('Please look at the file of today.')
      expect(sandbox.requests.length).toBe(before)
      const record = /Reference ([0-9a-f-]{36})/.exec(shown)![1]!
      const [blocked] = (await recordOf(gateway, record)).map(metaOf)
      expect(blocked).toMatchObject({ decision: 'refuse', principal: { subject: 'employee' } })
    },
  )

  test('more files than a question may have are refused', async () => {
    const files: Files = Array.from({ length: 6 }, (_, at) => [`${at}.txt`, Buffer.from('a')] as const)
    const asked = await ask('All of these.', files)
    expect(asked.status).toBe(413)
    expect(await asked.text()).toContain('more than 5 files')
  })

  test('of somebody who isn’t signed in is not kept, and what they were writing is', async () => {
    const known = new Map(browser.cookies)
    const [name] = [...browser.cookies.keys()].filter((one) => one === 'statehouse')
    browser.cookies.set(name!, 'nobody')
    const asked = await ask('What I was writing.', [['a.txt', Buffer.from('x')]])
    for (const [key, value] of known) browser.cookies.set(key, value)
    expect(asked.status).toBe(401)
    expect(await asked.text()).toContain('What I was writing.')
  })
})
