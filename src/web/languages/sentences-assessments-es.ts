import type { SentencePair } from './sentences.ts'

/** Why an assessment isn’t taken, and why an entry of the catalog can’t rest on one. */
export const ASSESSMENT_SENTENCES_ES: readonly SentencePair[] = [
  ['There is no such assessment for you.', 'Para usted no hay tal evaluación.'],
  ['Look at the list of assessments.', 'Mire la lista de evaluaciones.'],
  ['Your roles don’t include this of assessments.', 'Sus funciones no incluyen esto de las evaluaciones.'],
  [
    'Ask whom oversight.yaml names under assessments, or who holds the seat that accepts this kind.',
    'Pregunte a quien nombra oversight.yaml en assessments, o a quien ocupa el puesto que acepta esta clase.',
  ],
  ['Look at the assessment as it is now.', 'Mire la evaluación como está ahora.'],
  ['The assessment was changed since you looked at it.', 'La evaluación cambió desde que usted la miró.'],
  [
    'Another assessment of this kind was accepted at the same moment.',
    'En el mismo momento se aceptó otra evaluación de esta clase.',
  ],
  ['It was opened already.', 'Ya estaba abierta.'],
  ['That can’t be done while the assessment is draft.', 'Eso no se puede hacer mientras la evaluación es un borrador.'],
  [
    'That can’t be done while the assessment is submitted.',
    'Eso no se puede hacer mientras la evaluación está presentada.',
  ],
  [
    'That can’t be done while the assessment is returned.',
    'Eso no se puede hacer mientras la evaluación está devuelta.',
  ],
  [
    'That can’t be done while the assessment is accepted.',
    'Eso no se puede hacer mientras la evaluación está aceptada.',
  ],
  [
    'That can’t be done while the assessment is superseded.',
    'Eso no se puede hacer: otra evaluación ocupó el lugar de esta.',
  ],
  ['That can’t be done while the assessment is {}.', 'Eso no se puede hacer mientras la evaluación está «{1}».'],
  [
    'Nobody decides about an assessment that they wrote, and nobody does in their place.',
    'Nadie decide sobre una evaluación que escribió, ni nadie en su lugar.',
  ],
  ['The text isn’t the one that was read.', 'El texto no es el que se leyó.'],
  [
    'It can’t be submitted before it says all that it has to.',
    'No se puede presentar antes de que diga todo lo que debe.',
  ],
  ['Choose what kind of assessment it is.', 'Elija qué clase de evaluación es.'],
  ['Say why it is assessed now.', 'Diga por qué se evalúa ahora.'],
  [
    'Name a system of the catalog, or the id that a proposed one is to have.',
    'Nombre un sistema del catálogo, o el id que tendrá el propuesto.',
  ],
  ['Say why, or what was changed.', 'Diga por qué, o qué cambió.'],
  ['Send the text of the assessment.', 'Envíe el texto de la evaluación.'],
  [
    'The proposed system rests on an assessment that it can’t rest on.',
    'El sistema propuesto se apoya en una evaluación en la que no puede apoyarse.',
  ],
  [
    'Name one that was accepted for this system, as the detail says.',
    'Nombre una que se haya aceptado para este sistema, como dice el detalle.',
  ],
  ['assessment of the kind {}: {}', 'evaluación de la clase {1}: {2!}'],
  [
    'an assessment that was written here is named in full: assessment:NUMBER@sha256:DIGEST',
    'una evaluación escrita aquí se nombra entera: assessment:NUMBER@sha256:DIGEST',
  ],
  ['there is no assessment {}', 'no hay ninguna evaluación {1}'],
  ['assessment {} was superseded; name {}', 'otra ocupó el lugar de la evaluación {1}; nombre {2}'],
  ['assessment {} isn’t accepted: it is {}', 'la evaluación {1} no está aceptada: está «{2}»'],
  [
    'assessment {} says something else than what is named: its digest differs',
    'la evaluación {1} dice algo distinto de lo que se nombra: su resumen es otro',
  ],
  ['assessment {} is of the system {}, not of {}', 'la evaluación {1} es del sistema {2}, no de {3}'],
  ['assessment {} is of the kind {}, not {}', 'la evaluación {1} es de la clase {2}, no {3}'],
  ['assessment {} doesn’t cover {}', 'la evaluación {1} no abarca {2}'],
  [
    'assessment {} is older than the entry says: it is of {}',
    'la evaluación {1} es anterior a lo que dice la entrada: es del {2}',
  ],
  ['assessment {} holds until {}, and the entry says {}', 'la evaluación {1} vale hasta el {2}, y la entrada dice {3}'],
  ['assessment {} was to be made again by {}', 'la evaluación {1} debía repetirse antes del {2}'],
]
