import type { Words } from './en.ts'

/** Words about who answers for systems and units, Spanish. */
export const accountabilityEs: Words['accountability'] = {
  title: 'Quién responde de qué',
  lead: 'Cada sistema tiene a alguien como responsable, quien lo aprueba, lo revisa y lo vigila, y cada unidad tiene dirección. La pasarela conoce a las personas por sus inicios de sesión y por lo que dice el directorio; no puede saber de una salida que nadie le haya comunicado. «Aún sin ver» significa que nadie ha iniciado sesión con esa función.',
  orphans: (systems) =>
    systems === 1
      ? 'Nadie responde de un sistema: quien lo hacía se fue. Sigue en uso y no se aprueba nada nuevo para él.'
      : `Nadie responde de ${systems} sistemas: quien lo hacía se fue. Siguen en uso y no se aprueba nada nuevo para ellos.`,
  leaderless: (units) =>
    units === 1
      ? 'Una unidad no tiene dirección. No se aprueba nada nuevo para ella.'
      : `${units} unidades no tienen dirección. No se aprueba nada nuevo para ellas.`,
  warningTitle: 'Hay que nombrar a alguien',
  systems: 'Sistemas',
  noSystems: 'La política no dice quién responde de los sistemas, o no le corresponde a usted verlo.',
  system: 'Sistema',
  units: 'Unidades',
  unit: 'Unidad',
  leader: 'Dirección',
  state: 'Estado',
  parts: { owner: 'Responsable', approver: 'Aprueba', reviewer: 'Revisa', monitor: 'Vigila' },
  orphan: 'Sin responsable: no se aprueba nada nuevo',
  answered: 'Alguien responde',
  held: 'No se aprueba nada nuevo',
  unseen: 'Aún sin ver',
  standings: {
    held: 'presente',
    unseen: 'aún sin ver',
    gone: 'se fue',
    none: 'no se nombra a nadie',
  },
  byDuty: (duty) => `por función: ${duty}`,
  scorecards: 'Resultados por unidad',
  scorecardLead:
    'Recuentos de un mes terminado, y de ninguna persona. La formación es la de ahora, y solo la que consta en la propia pasarela. No se muestran cifras detrás de las que haya menos de diez personas, ni incidentes que se reservan ante alguien.',
  month: 'Mes',
  show: 'Mostrar',
  few: 'menos de diez personas',
  measures: {
    training: 'Personas, y las que tienen todos los cursos',
    reviews: 'Respuestas revisadas, y las cambiadas o rechazadas',
    decisions: 'Registros de decisión, y los vencidos',
    incidents: 'Incidentes informados, y los abiertos',
  },
  of: (total, part) => `${total}, de ellos ${part}`,
  catalogTitle: 'Nadie responde ahora de este sistema',
  catalogText:
    'Quien era responsable o lo vigilaba se fue. Puede usarlo como antes; las nuevas aprobaciones esperan a que se nombre a alguien.',
}
