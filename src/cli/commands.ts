import type { Command } from './context.ts'

/** Every command, by its words. Loaded only when called: `redact` needs no store, `token` no policy. */
export const COMMANDS: readonly { readonly words: string; readonly load: () => Promise<Command> }[] = [
  { words: 'demo', load: () => import('./demo.ts') },
  { words: 'serve', load: () => import('./serve.ts') },
  { words: 'init', load: () => import('./init.ts') },
  { words: 'doctor', load: () => import('./doctor.ts') },
  { words: 'token', load: () => import('./token.ts') },
  { words: 'connect', load: () => import('./connect.ts') },
  { words: 'policy check', load: () => import('./policy-check.ts') },
  { words: 'policy explain', load: () => import('./policy-explain.ts') },
  { words: 'redact', load: () => import('./redact.ts') },
  { words: 'records search', load: () => import('./records-search.ts') },
  { words: 'records show', load: () => import('./records-show.ts') },
  { words: 'log verify', load: () => import('./log-verify.ts') },
  { words: 'log prove', load: () => import('./log-prove.ts') },
  { words: 'log key', load: () => import('./log-key.ts') },
]
