/**
 * What was approved in the gateway lies in its log and not in a folder, so that what is read from a folder alone may be
 * less, or more, than what is enforced (MS-40). Said beside the answer and never within it: programs read that.
 */
export const FILES_ONLY =
  'Read from files alone: what was approved, excepted or ended in the gateway since isn’t in this; the running gateway shows both at /policy and /catalog.'
