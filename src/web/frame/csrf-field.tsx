/** In every form: without it a form isn’t one of ours. */
export function CsrfField({ token }: { token: string }) {
  return <input type="hidden" name="csrf" value={token} />
}
