import { createTransport } from 'nodemailer'
import { CONNECTOR_TIMEOUT_MS, type Connector, type Notice, type NoticeOfHold, type NoticeOfTask } from './connector.ts'

export interface MailServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte, or before anything is said (RFC 8314, RFC 3207). Mail is never sent in the clear. */
  readonly security: 'tls' | 'starttls'
  readonly from: string
}

/**
 * Mail by SMTP (RFC 5321) to one mailbox at a time.
 * @param login `user:password`; null: the server asks for none.
 * @param ca authorities beside the public ones.
 */
export function mailConnector(server: MailServer, login: string | null, ca: readonly string[]): Connector {
  const { host, port, security, from } = server
  const colon = login?.indexOf(':') ?? -1
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca.length === 0 ? {} : { ca: [...ca] }) },
    ...(login === null ? {} : { auth: { user: login.slice(0, colon), pass: login.slice(colon + 1) } }),
    connectionTimeout: CONNECTOR_TIMEOUT_MS,
    greetingTimeout: CONNECTOR_TIMEOUT_MS,
    socketTimeout: CONNECTOR_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(notice) {
      const { subject, text } = mailOf(notice)
      await transport.sendMail({
        from,
        to: notice.to ?? '',
        subject,
        text,
        messageId: `<${notice.id}@${from.split('@').at(-1)}>`,
        // Nobody’s absence notice answers it (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    },
  }
}

const SAYS = { opened: 'was received', reopened: 'was opened again', routed: 'was passed on to you' } as const

/** Clause MS-16: a confidentiality notice, a link, and nothing that anybody wrote. */
export function mailOf(notice: Notice): { subject: string; text: string } {
  if ('hold' in notice) return holdMailOf(notice)
  if ('task' in notice) return taskMailOf(notice)
  const { incident, typeName, severity, event, link } = notice
  return {
    subject: `Incident ${incident} ${SAYS[event]}`,
    text: [
      `Incident ${incident} ${SAYS[event]}.`,
      `Kind: ${typeName}. Severity: ${severity}.`,
      '',
      `Open it after signing in: ${link}`,
      '',
      'Confidential: this message is for the people who work on incidents. It holds nothing of what was written.',
      'If it reached you by mistake, delete it and tell nobody of it.',
    ].join('\n'),
  }
}

/** Clauses MO-10, MS-16: not even the matter. */
function holdMailOf({ event, link }: NoticeOfHold): { subject: string; text: string } {
  const isReminder = event === 'hold-reminder'
  return {
    subject: isReminder ? 'Reminder: a legal hold waits for your acknowledgment' : 'You are named in a legal hold',
    text: [
      isReminder
        ? 'A notice of a legal hold still waits for your acknowledgment.'
        : 'There is a notice of a legal hold for you. Read it, and acknowledge it.',
      'Until you have, destroy nothing and change nothing that it may concern.',
      '',
      `Open it after signing in: ${link}`,
      '',
      'Confidential: this message is for the person named in the hold. It holds nothing of the matter.',
      'If it reached you by mistake, delete it and tell nobody of it.',
    ].join('\n'),
  }
}

const TASKS = {
  audit: {
    subject: 'A step in the audit of an AI system',
    text: 'There is a step for you in the audit of an AI system.',
  },
  decision: { subject: 'A decision record', text: 'There is a decision record for you to close.' },
  system: {
    subject: 'An AI system without somebody who answers for it',
    text: 'Whoever answered for an AI system has left. Somebody is to be named for it.',
  },
  unit: {
    subject: 'A unit without a leader who answers for it',
    text: 'Whoever led a unit has left. Somebody is to lead it and to answer for it.',
  },
  revisit: {
    subject: 'A second look at answers of yours',
    text: 'A few answers that AI systems gave you are to be looked at again: are they still right?',
  },
  incident: {
    subject: 'A task in an incident',
    text: 'There is a task in an incident for you, or for a queue of yours.',
  },
  assessment: {
    subject: 'An assessment of an AI system',
    text: 'There is a step for you in the assessment of an AI system.',
  },
  risk: { subject: 'An emerging risk', text: 'There is an emerging risk for you to look at again.' },
  approval: { subject: 'A request to use AI', text: 'There is a request to use AI for you to decide about.' },
} as const

/** To whoever asked: not what became of it, which they see once they have signed in. */
const ANSWERED = {
  decided: { subject: 'Your request to use AI was decided', text: 'A request of yours to use AI was decided.' },
  returned: {
    subject: 'Your request to use AI was returned to you',
    text: 'A request of yours to use AI was returned: it waits for you to change it.',
  },
} as const

/** Clause MS-16: neither the system nor the finding, nor whom a decision is about. */
function taskMailOf({ task, event, link }: NoticeOfTask): { subject: string; text: string } {
  if (event === 'decided' || event === 'returned') {
    const { subject, text } = ANSWERED[event]
    return { subject, text: [text, ...below(link, 'who asked')].join('\n') }
  }
  const isReminder = event === 'task-reminder'
  const { subject, text } = TASKS[task]
  return {
    subject: isReminder
      ? `Reminder: ${subject.charAt(0).toLowerCase()}${subject.slice(1)} waits for you`
      : `${subject} waits for you`,
    text: [text, ...(isReminder ? [againOf(task)] : []), ...below(link, 'who has to act')].join('\n'),
  }
}

/** Only what has a day can be overdue. */
function againOf(task: NoticeOfTask['task']): string {
  return ['approval', 'assessment', 'system', 'unit', 'revisit'].includes(task) ? 'It still waits.' : 'It is overdue.'
}

function below(link: string, whom: string): string[] {
  return [
    '',
    `Open it after signing in: ${link}`,
    '',
    `Confidential: this message is for the person ${whom}. It holds nothing of what was written.`,
    'If it reached you by mistake, delete it and tell nobody of it.',
  ]
}
