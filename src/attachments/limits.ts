/** Bytes of one file. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024
/** Files of one question. */
export const FILES_MAX = 5
/** Characters (UTF-16) that are read out of one file. */
export const FILE_TEXT_MAX = 200_000
/** Bytes that a packed file may say it unpacks to, and how many parts it may have. */
export const UNPACKED_BYTES_MAX = 100 * 1024 * 1024
export const PARTS_MAX = 5_000
/** Milliseconds that reading one file may take, and megabytes that it may use. */
export const READING_MS = 20_000
export const READING_MEGABYTES = 256
