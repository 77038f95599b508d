import { byLabel } from '../by-label.ts'

/** Missouri's departmental client number: given once in a life, to everybody whom its social services know. */
export const moDcn = byLabel({ entity: 'mo_dcn', labels: ['dcn'], value: /^[0-9]{7,10}$/ })
