/** Who looked at what is asked for by itself, newest first. */
export const accessLog = `
CREATE INDEX log_entry_access ON log_entry (idx) WHERE type = 'access';
`
