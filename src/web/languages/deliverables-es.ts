import type { Words } from './en.ts'

/** Words about documents that AI’s answers went into, Spanish. */
export const deliverablesEs: Words['deliverables'] = {
  title: 'Documentos con parte de IA',
  lead: 'Para qué usó las respuestas: una declaración para quien lee y el camino a la publicación.',
  own: 'Los suyos',
  toApprove: 'Por aprobar',
  none: 'Ninguno todavía. Elija “Usar en un documento” debajo de una respuesta.',
  newTitle: 'Usar respuestas en un documento',
  changeTitle: 'Cambiar lo que dice de la IA',
  which: '¿Qué respuestas usó?',
  noAnswers: 'No hay ninguna respuesta que elegir. Empiece por una respuesta de la conversación.',
  titleField: 'Título del documento',
  authors: 'Autoría',
  authorsHint: 'Personas. Un sistema de IA nunca es autor; la declaración lo nombra.',
  parts: '¿Qué partes y cómo? (opcional)',
  partsHint: 'Por ejemplo: “El resumen de la sección 2 se redactó con él y se reescribió.”',
  save: 'Guardar',
  back: 'Volver',
  statement: 'Lo que se dice a quien lee',
  statementLead: 'Hecho a partir de los registros. Póngalo en el documento; lo que publique desde aquí ya lo incluye.',
  unreviewed: (count) =>
    count === 1
      ? 'Una de las respuestas no está marcada como revisada; por eso la declaración no dice que una persona la revisó.'
      : `${count} de las respuestas no están marcadas como revisadas; por eso la declaración no dice que una persona las revisó.`,
  text: 'Texto',
  finalText: 'Texto final',
  finalTextHint: 'Lo que se revisa y se aprueba es este texto, letra por letra. Un cambio anula ambas cosas.',
  saveText: 'Guardar el texto',
  noCitations: 'No se reconoció ninguna cita en el texto. Las escritas de otro modo no se ven desde aquí.',
  citations: (count) => (count === 1 ? 'Una cita' : `${count} citas`),
  citationsLead: 'Busque cada una. Si existe y dice eso, nadie puede verlo desde aquí.',
  citation: { unchecked: 'Sin revisar', checked: 'Revisada', wrong: 'Incorrecta' },
  saveCitations: 'Guardar lo que encontró',
  sources: 'Documentos que recibieron las respuestas',
  overlap: (words) => `${words} palabras seguidas están también ahí:`,
  sourcesLimit:
    'Solo se comparó con estos documentos. Si las palabras son de otra persona, nadie puede verlo desde aquí.',
  attest: '¿Qué revisó?',
  attestLead: 'Usted declara, con su nombre, que revisó este texto. Responde por todo, también por la parte de la IA.',
  attestDo: 'Declarar que lo revisé',
  attested: (at) => `Usted declaró el ${at} que lo revisó:`,
  voids: 'Un cambio del texto lo anula.',
  publication: 'Publicación',
  locked: 'Bloqueada hasta que el texto esté, cada cita esté revisada y usted haya declarado que lo revisó.',
  needsApproval: 'Antes de publicarse, su supervisión o la dirección de su unidad lo aprueba por escrito.',
  askApproval: 'Pedir aprobación',
  approvalState: { asked: 'Se pidió aprobación a', returned: 'Devuelto por', approved: 'Aprobado por' },
  reasonGiven: 'Motivo:',
  reason: 'Motivo',
  approve: 'Aprobar',
  giveBack: 'Devolver',
  format: 'Formato',
  formats: {
    html: 'Página web (HTML)',
    docx: 'Documento de Word (DOCX)',
    pdf: 'Archivo PDF',
    md: 'Formato Markdown',
    txt: 'Texto sin formato',
  },
  formatHint:
    'La página web y el documento de Word son lo mejor para lectores de pantalla y teléfonos. El PDF está etiquetado: su título y sus párrafos están marcados, y nadie lo ha probado aún con un lector de pantalla.',
  publish: 'Publicar: descargar con la declaración',
  publishedTitle: 'Publicado',
  state: {
    begun: 'Empezado',
    written: 'Texto guardado',
    attested: 'Revisado por su autor',
    asked: 'Espera aprobación',
    returned: 'Devuelto',
    approved: 'Aprobado',
    published: 'Publicado',
  },
  findTitle: '¿Qué usé para este texto?',
  findLead: 'Encuentra sus propias respuestas de las que salió un texto.',
  findText: 'Una parte del texto',
  findHint: 'Al menos 8 palabras seguidas, tal como están.',
  findTooShort: 'Demasiado corto: dé al menos 8 palabras.',
  find: 'Buscar',
  found: (count) =>
    count === 0
      ? 'Ninguna de sus respuestas tiene 8 palabras seguidas de él'
      : count === 1
        ? 'Una respuesta'
        : `${count} respuestas`,
  looked: (count) =>
    `Se miraron ${count} de sus respuestas, primero las más nuevas. Las palabras que cambió no se encuentran.`,
  sharedWords: (count) => `${count} palabras seguidas:`,
}
