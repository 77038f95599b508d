import type { TurnView, Choice as TypeChoice } from './chat-views.ts'
import type { Choice, InConsole } from './console-views.ts'
import type { Told } from './frame.ts'

/** What left with a message, before whoever sent it says that it shouldn’t have. */
export interface LeftView {
  readonly system: string
  readonly vendor: string
  /** Kinds of values that were taken out before it was sent, and those that went with it. */
  readonly removed: readonly { readonly entity: string; readonly count: number }[]
  readonly remained: readonly { readonly entity: string; readonly count: number }[]
}

/** A report that is being written: about an answer, about a message that shouldn’t have been sent, about anything else. */
export interface ReportView {
  readonly about: 'answer' | 'exposure' | 'other'
  readonly action: string
  readonly back: string
  readonly turn: TurnView | null
  readonly left: LeftView | null
  readonly types: readonly TypeChoice[]
  readonly once: string
  readonly values: Readonly<Record<string, string>>
  readonly error: 'missing' | 'time' | null
}

/** A report of one’s own. */
export interface ReportedView {
  readonly number: string
  readonly type: string
  readonly state: string
  readonly at: string
  readonly hears: readonly string[]
  readonly by: string
  readonly isFrozen: boolean
  /** Nobody who works on it sees who reported it. */
  readonly isAnonymous: boolean
  /** The message is hidden. */
  readonly isHidden: boolean
  /** Their own sessions ended with it. */
  readonly hasEndedAccess: boolean
  /** They were asked something. */
  readonly isAsked: boolean
  /** What they were asked to do as a witness. */
  readonly tasks: readonly {
    readonly id: string
    readonly title: string
    readonly due: string
    readonly isOverdue: boolean
  }[]
  readonly version: number
  readonly steps: readonly { readonly at: string; readonly kind: string; readonly text: string | null }[]
  readonly back: string
  readonly error: 'missing' | 'stale' | null
}

export interface ReportsView {
  readonly reports: readonly {
    readonly number: string
    readonly type: string
    readonly state: string
    readonly at: string
    readonly isAsked: boolean
    readonly hasTask: boolean
  }[]
}

export type SeverityName = 'low' | 'medium' | 'high'

export interface IncidentsView extends InConsole {
  readonly of: 'mine' | 'all'
  readonly closed: boolean
  readonly q: string
  readonly type: string
  readonly types: readonly Choice[]
  readonly incidents: readonly {
    readonly number: string
    readonly severity: SeverityName
    readonly type: string
    readonly state: string
    /** Minutes since it was noticed. */
    readonly age: number
    /** Minutes that the first response is late; null: it isn’t. */
    readonly late: number | null
    readonly owner: string | null
    /** How often; null: people reported it. */
    readonly count: number | null
  }[]
  /** Open tasks, those that are due first: the reader’s own, unless all are asked for. */
  readonly tasks: readonly {
    readonly incident: string
    readonly id: string
    readonly name: string
    /** Null: nobody in particular. */
    readonly holder: string | null
    readonly isYours: boolean
    readonly due: string
    readonly isOverdue: boolean
  }[]
}

export interface IncidentView extends InConsole {
  readonly number: string
  readonly type: string
  readonly severity: SeverityName
  readonly state: string
  readonly received: string
  readonly discovered: string
  readonly due: string
  readonly late: number | null
  /** Null: the gateway noticed it. */
  readonly reporter: string | null
  readonly isReporterHidden: boolean
  readonly unit: string | null
  readonly supervisorInvolved: boolean
  readonly subjects: readonly string[]
  readonly hears: readonly string[]
  readonly owner: string | null
  readonly isMine: boolean
  readonly isAsked: boolean
  readonly isClosed: boolean
  /** Whether its records are kept; null: there is nothing to keep. */
  readonly kept: 'kept' | 'release-asked' | 'released' | null
  /** An unverified hint; null: its type asks for none. */
  readonly workTime: {
    readonly at: string
    readonly day: 'working-day' | 'weekend' | 'holiday'
    readonly isWithin: boolean
    /** `08:00–17:00`, with the time zone. */
    readonly hours: string
  } | null
  readonly found: {
    readonly about: string
    /** It can’t be verified here. */
    readonly isHint: boolean
    readonly first: string
    readonly last: string
    readonly count: number
  } | null
  /** Records that it speaks of; null as address: not theirs to open. */
  readonly records: readonly {
    readonly record: string
    readonly href: string | null
    /** As it was sent, and as it was answered; null: not shown here. */
    readonly sent: string | null
    readonly answer: string | null
    readonly isWithheld: boolean
    /** It is hidden as sent by mistake, and this reader may show it again. */
    readonly mayLift: boolean
  }[]
  readonly requires: readonly { readonly field: string; readonly isKnown: boolean }[]
  readonly tasks: readonly {
    readonly id: string
    readonly name: string
    /** What is to be done; null: its type says so, or no words are shown. */
    readonly title: string | null
    /** Null: nobody in particular. */
    readonly holder: string | null
    readonly due: string
    readonly isOverdue: boolean
    readonly done: string | null
    readonly isCancelled: boolean
    /** People gave it: they can call it off. */
    readonly isGiven: boolean
    /** Whoever reads may say that it is done. */
    readonly mayFinish: boolean
  }[]
  readonly taskKinds: readonly Choice[]
  /** Whom a task can be given to, but people by their address. */
  readonly holders: readonly Choice[]
  readonly suspensions: readonly string[]
  readonly mergedInto: string | null
  readonly steps: readonly {
    readonly at: string
    readonly by: string
    readonly kind: string
    /** Which task it is of; null: of none. */
    readonly task: string | null
    readonly reason: string | null
    readonly texts: readonly string[]
  }[]
  /** Words are withheld from this reader. */
  readonly isWithheld: boolean
  /** They keep the register of emerging risks (MS-62). */
  readonly mayRecordRisk: boolean
  readonly mayWork: boolean
  readonly maySuspend: boolean
  readonly version: number
  readonly next: readonly Choice[]
  readonly mayClose: boolean
  readonly mayReopen: boolean
  readonly types: readonly Choice[]
  /** What others did since the form was shown; null: nothing stood against it. */
  readonly since: readonly { readonly at: string; readonly by: string; readonly kind: string }[] | null
  readonly error: Told | null
  /** What was typed, and for which act: nothing of it is lost. */
  readonly act: string | null
  readonly values: Readonly<Record<string, string>>
}

/** What a suspension means, before it is ordered. */
export interface IncidentSuspensionView extends InConsole {
  readonly number: string
  readonly choices: readonly (Choice & { readonly target: 'system' | 'unit' | 'all' })[]
  readonly stop: string
  readonly reason: string
  /** Null numbers: behind them are fewer than ten people. Null: nothing was looked at yet. */
  readonly found: {
    /** Everything, of every agency that the gateway serves. */
    readonly isAll: boolean
    readonly name: string
    readonly calls: number | null
    readonly people: number | null
    readonly units: readonly string[]
  } | null
}
