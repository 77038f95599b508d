import type { askChangeEn } from './ask-change-en.ts'

/** Words of the forms that ask for a change of the catalog, Spanish. */
export const askChangeEs: typeof askChangeEn = {
  titles: {
    system: 'Proponer un sistema de IA nuevo',
    renewal: 'Pedir que se renueve una aprobación',
    successor: 'Pedir la versión siguiente de un modelo',
  },
  leads: {
    system:
      'Todo lo que el catálogo dice de un sistema, con su evaluación de riesgos, su auditoría y la ficha del proveedor. Puede usarse cuando todas las personas responsables lo hayan aprobado.',
    renewal: 'Por cuánto tiempo más puede usarse este sistema tal como está aprobado:',
    successor: 'Aprobada por adelantado, la versión siguiente es la que se usa desde su día, y nada se detiene:',
  },
  ends: (day) => `Está aprobado hasta: ${day}.`,
  proposal: 'La entrada',
  proposalHint: 'En YAML o JSON, como en catalog.yaml, sin su aprobación. Se le dice qué está mal, línea por línea.',
  example: 'Una entrada para empezar',
  until: 'Hasta (opcional; vacío: tanto como permita la política)',
  model: 'Modelo',
  upstreamModel: 'Su versión siguiente',
  upstreamModelHint: 'Como la nombra el proveedor.',
  from: 'Desde este día',
  need: 'Para qué y por qué',
  missing: {
    proposal: 'Indique la entrada.',
    until: 'Indique un día, o ninguno.',
    model: 'Elija el modelo.',
    upstreamModel: 'Indique su versión siguiente.',
    from: 'Diga desde qué día.',
    need: 'Diga para qué es y por qué.',
    who: 'Diga quién lo usará.',
    reason: 'Diga qué cambió.',
  },
  propose: 'Proponer un sistema nuevo',
  renew: 'Pedir que se renueve la aprobación',
  succeed: 'Pedir la versión siguiente de un modelo',
}
