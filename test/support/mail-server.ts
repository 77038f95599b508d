import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:tls'
import type { Certificate } from './certificates.ts'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** Headers and text, as they came. */
  readonly data: string
}

export interface MailServer {
  readonly port: number
  readonly mails: readonly ReceivedMail[]
  readonly logins: readonly string[]
  /** So many more connections are turned away. */
  refuse(times: number): void
  close(): Promise<void>
}

/** As much of SMTP (RFC 5321) over TLS as takes mail: real sockets, and nothing that a client could be made to believe. */
export async function startMailServer(certificate: Certificate): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  const logins: string[] = []
  let refusing = 0
  const sockets = new Set<Socket>()
  const server = createServer(certificate, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    if (refusing > 0) {
      refusing--
      socket.end('421 busy\r\n')
      return
    }
    let from = ''
    let to: string[] = []
    let data: string | null = null
    let pending = ''
    const say = (line: string): void => void socket.write(`${line}\r\n`)
    const command = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO') say('250-mail.test\r\n250 AUTH PLAIN')
      else if (verb === 'AUTH') {
        logins.push(
          Buffer.from(line.split(' ')[2] ?? '', 'base64')
            .toString()
            .replaceAll('\0', ' ')
            .trim(),
        )
        say('235 welcome')
      } else if (verb === 'MAIL') {
        from = /<([^>]*)>/.exec(line)?.[1] ?? ''
        to = []
        say('250 ok')
      } else if (verb === 'RCPT') {
        to.push(/<([^>]*)>/.exec(line)?.[1] ?? '')
        say('250 ok')
      } else if (verb === 'DATA') {
        data = ''
        say('354 go on')
      } else if (verb === 'QUIT') socket.end('221 bye\r\n')
      else say('250 ok')
    }
    const line = (text: string): void => {
      if (data === null) return command(text)
      if (text !== '.') {
        data += `${text}\n`
        return
      }
      mails.push({ from, to, data })
      data = null
      say('250 taken')
    }
    socket.on('data', (bytes) => {
      const lines = (pending + bytes.toString()).split('\r\n')
      pending = lines.pop()!
      for (const one of lines) line(one)
    })
    say('220 mail.test')
  })
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    logins,
    refuse(times) {
      refusing = times
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
