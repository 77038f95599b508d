import type { Choice, InConsole, ReaderSide } from './console-views.ts'
import type { Told } from './frame.ts'

export interface RequestViews {
  readonly 'console-requests': RequestsView
  readonly 'console-intake': IntakeView
  readonly 'console-request': RequestView
  readonly 'console-request-step': RequestStepView
  readonly 'console-letter': LetterView
  readonly 'console-plan': PlanView
  readonly 'console-run': RunView
  readonly 'console-scope': ScopeView
  readonly 'console-coding': CodingView
  readonly 'console-sample': SampleView
}

/** How the law’s clock stands; days are written out, in the page’s language. */
export interface ClockView {
  readonly state: 'running' | 'waiting' | 'overdue' | 'over'
  /** Business days, today among them. */
  readonly left: number
  readonly due: string | null
  readonly waitingFor: 'clarification' | 'payment' | null
  readonly waitingUntil: string | null
  readonly limit: string | null
  readonly isPastLimit: boolean
  readonly outcome: string | null
  readonly closed: string | null
}

/** Which request a page is about. */
export interface NamedRequest {
  readonly id: string
  readonly number: string
}

export interface RequestsView extends InConsole {
  readonly requests: readonly (NamedRequest & {
    readonly clock: ClockView
    readonly status: string
    readonly channel: string
    readonly received: string
  })[]
  /** Null: all. */
  readonly status: string | null
  readonly denials: readonly {
    readonly number: string
    readonly href: string
    readonly day: string
    readonly until: string | null
  }[]
  readonly undecided: readonly { readonly value: string; readonly what: string }[]
  readonly mayReceive: boolean
}

export interface IntakeView extends InConsole {
  readonly values: Readonly<Record<string, string>>
  readonly today: string
  readonly error: Told | null
}

export interface RequestView extends InConsole, NamedRequest {
  readonly status: string
  readonly clock: ClockView
  readonly requester: { readonly name: string; readonly organization: string | null; readonly contact: string | null }
  readonly description: string
  readonly channel: string
  readonly received: string
  /** In dollars. */
  readonly fees: string | null
  readonly isHeld: boolean
  readonly appealOver: string | null
  readonly isAppealPending: boolean
  readonly letters: readonly { readonly id: string; readonly kind: string; readonly at: string }[]
  /** That its reader may take now. */
  readonly steps: readonly string[]
  readonly mayWork: boolean
  readonly hasPlan: boolean
  readonly hasScope: boolean
  readonly run: { readonly id: string; readonly status: string } | null
  /** Where an answer to it is put together; null: not theirs to make. */
  readonly produce: string | null
}

export interface StepField {
  readonly name: string
  readonly kind: 'text' | 'area' | 'date' | 'number' | 'check' | 'choice' | 'exemptions'
  /** In the policy’s words; null: the page has its own. */
  readonly label: string | null
  readonly isRequired: boolean
  readonly choices: readonly Choice[]
}

export interface RequestStepView extends InConsole {
  readonly request: NamedRequest
  readonly step: string
  readonly fields: readonly StepField[]
  readonly values: Readonly<Record<string, string>>
  /** What it would come to; null: not looked at yet. */
  readonly check: {
    readonly letter: { readonly kind: string; readonly text: string } | null
    readonly clock: ClockView
    readonly digest: string
  } | null
  /** The letter has become another one since it was looked at. */
  readonly isChanged: boolean
  readonly error: Told | null
}

export interface LetterView extends InConsole {
  readonly request: NamedRequest
  readonly kind: string
  readonly at: string
  readonly text: string
}

export interface PlanView extends InConsole {
  readonly request: NamedRequest
  readonly lines: readonly {
    readonly id: string
    readonly query: string
    readonly names: readonly string[]
    readonly by: readonly string[]
  }[]
  readonly persons: readonly {
    readonly id: string
    readonly accounts: readonly string[]
    readonly names: readonly string[]
    readonly units: readonly string[]
    readonly clients: readonly string[]
  }[]
  readonly proposals: readonly { readonly person: string; readonly account: string; readonly why: string }[]
  readonly values: Readonly<Record<string, string>>
  readonly units: readonly Choice[]
  /** What the new line would look through; null: not asked yet. */
  readonly size: { readonly entries: number; readonly indexed: number | null } | null
  readonly error: Told | null
  readonly mayWrite: boolean
  readonly mayRun: boolean
  readonly isRunning: boolean
}

export interface RunView extends InConsole {
  readonly request: NamedRequest
  readonly run: string
  readonly status: string
  readonly percent: number
  readonly started: string
  readonly fault: string | null
  readonly mayCancel: boolean
  /** Seconds until the page is asked for again by itself; null: it isn’t. */
  readonly refreshSeconds: number | null
  readonly result: {
    readonly records: number
    readonly lines: readonly { readonly id: string; readonly records: number }[]
    readonly unreadable: readonly string[]
    readonly gone: number
    readonly destroyed: number
    readonly frozenAt: number
  } | null
}

export interface ScopeView extends InConsole {
  readonly request: NamedRequest
  readonly side: ReaderSide
  readonly counts: readonly { readonly coding: string; readonly count: number; readonly href: string }[]
  /** Null: all. */
  readonly coding: string | null
  readonly rows: readonly {
    readonly exchange: string
    readonly index: number
    readonly coding: string | null
    readonly exemptions: readonly string[]
    readonly by: string
    readonly at: string
  }[]
  readonly older: string | null
  readonly samples: readonly {
    readonly id: string
    readonly seed: string
    readonly records: number
    readonly at: string
  }[]
  readonly mayCode: boolean
  readonly codings: readonly string[]
  readonly exemptions: readonly Choice[]
}

export interface CodingView extends InConsole {
  readonly request: NamedRequest
  readonly exchange: string
  readonly position: number
  readonly of: number
  readonly uncoded: number
  readonly before: string | null
  readonly after: string | null
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  readonly said: readonly { readonly role: string; readonly text: string }[] | null
  readonly answer: string | null
  readonly isAltered: boolean
  readonly isGone: boolean
  readonly coded: {
    readonly coding: string
    readonly exemptions: readonly string[]
    readonly by: string
    readonly at: string
  } | null
  /** How many changed with the last form; null: none was sent. */
  readonly changed: number | null
  readonly codings: readonly string[]
  readonly exemptions: readonly Choice[]
  readonly mayCode: boolean
  /** A second look: what is said here overrules nobody. */
  readonly sample: { readonly id: string; readonly second: string | null } | null
  readonly error: Told | null
}

export interface SampleView extends InConsole {
  readonly request: NamedRequest
  readonly side: ReaderSide
  readonly id: string
  readonly seed: string
  readonly drawn: string
  readonly drawnBy: string
  readonly records: readonly {
    readonly exchange: string
    readonly index: number
    readonly coding: string | null
    readonly second: string | null
    readonly mayLook: boolean
  }[]
  readonly looked: number
  readonly overturned: number
  /** Shares from 0 to 1; null: nothing was looked at yet. */
  readonly rate: { readonly share: number; readonly low: number; readonly high: number } | null
}
