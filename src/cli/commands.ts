import type { Command } from './context.ts'

/** Every command, by its words. Loaded only when called: `redact` needs no store, `token` no policy. */
export const COMMANDS: readonly { readonly words: string; readonly load: () => Promise<Command> }[] = [
  { words: 'demo', load: () => import('./demo.ts') },
  { words: 'serve', load: () => import('./serve.ts') },
  { words: 'init', load: () => import('./init.ts') },
  { words: 'doctor', load: () => import('./doctor.ts') },
  { words: 'token', load: () => import('./token.ts') },
  { words: 'policy check', load: () => import('./policy-check.ts') },
  { words: 'policy test', load: () => import('./policy-test.ts') },
  { words: 'policy diff', load: () => import('./policy-diff.ts') },
  { words: 'policy replay', load: () => import('./policy-replay.ts') },
  { words: 'policy seal', load: () => import('./policy-seal.ts') },
  { words: 'policy sign', load: () => import('./policy-sign.ts') },
  { words: 'policy verify', load: () => import('./policy-verify.ts') },
  { words: 'policy list', load: () => import('./policy-list.ts') },
  { words: 'policy due', load: () => import('./policy-due.ts') },
  { words: 'policy explain', load: () => import('./policy-explain.ts') },
  { words: 'conformance', load: () => import('./conformance.ts') },
  { words: 'redact', load: () => import('./redact.ts') },
  { words: 'records search', load: () => import('./records-search.ts') },
  { words: 'records show', load: () => import('./records-show.ts') },
  { words: 'log verify', load: () => import('./log-verify.ts') },
  { words: 'log prove', load: () => import('./log-prove.ts') },
  { words: 'log key', load: () => import('./log-key.ts') },
]
