import type { SentencePair } from './sentences.ts'

/** What can be done so that something is allowed, and what doesn’t hold in a record or an approval. */
export const WAYS_SENTENCES_ES: readonly SentencePair[] = [
  ['Complete what is missing of {}, then sign in again.', 'Complete lo que falte de {1} y vuelva a iniciar sesión.'],
  [
    'Sign in again with a method of assurance level {}.',
    'Vuelva a iniciar sesión con un método de nivel de garantía {1}.',
  ],
  ['Send the signed-in person’s own token.', 'Envíe la credencial propia de la persona que ha iniciado sesión.'],
  [
    'Send the signed-in person’s own token, with AI-Purpose: {}.',
    'Envíe la credencial propia de la persona que ha iniciado sesión, con AI-Purpose: {1}.',
  ],
  ['Send AI-Purpose: {}, if that is what the work is for.', 'Envíe AI-Purpose: {1}, si para eso es el trabajo.'],
  ['Take out of the text: {}', 'Quite del texto: {1}'],
  ['{}. {}.', '{1!}. {2!}.'],
  [
    'Send it with this removed: {}, which the words around it make look like one',
    'Envíelo sin esto: {1}, que por las palabras de alrededor lo parece',
  ],
  [
    '{}; then send AI-Data-Class: public, if all of it is.',
    '{1!}; después envíe AI-Data-Class: public, si todo es público.',
  ],
  ['Send AI-Data-Class: public, if all of it is public.', 'Envíe AI-Data-Class: public, si todo es público.'],
  ['Send the content as text that can be read.', 'Envíe el contenido como texto que se pueda leer.'],
  ['Leave out: {}.', 'Quite: {1}.'],
  ['Let a person decide, and send AI-Decision-Mode: {}.', 'Deje que decida una persona y envíe AI-Decision-Mode: {1}.'],
  ['Send "model": "{}".', 'Envíe "model": "{1}".'],
  [
    'Send "model": "{}", with AI-Purpose: {}, if that is what the work is for.',
    'Envíe "model": "{1}", con AI-Purpose: {2}, si para eso es el trabajo.',
  ],
  [
    'Ask the owner of system {} to have it renewed.',
    'Pida a quien responde del sistema {1} que haga renovar la aprobación.',
  ],
  [
    'Wait until the suspension is lifted; whoever ordered it can say when.',
    'Espere a que se levante la suspensión; quien la ordenó puede decir cuándo.',
  ],
  ['Ask the owner of the licence of {} for a seat.', 'Pida un puesto a quien responde de la licencia de {1}.'],
  [
    'Ask your supervisor to request system {} for purpose {}, unit {}, data of class {}, decision mode {}; evidence that it doesn’t train on input is needed too, instead of {}.',
    'Pida a quien le supervisa que solicite el sistema {1} para la finalidad {2}, la unidad {3}, datos de clase {4} y modo de decisión {5}, en lugar de {6}; también hace falta prueba de que no se entrena con lo que recibe.',
  ],
  [
    'Ask your supervisor to request system {} for purpose {}, unit {}, data of class {}, decision mode {}; evidence that it doesn’t train on input is needed too.',
    'Pida a quien le supervisa que solicite el sistema {1} para la finalidad {2}, la unidad {3}, datos de clase {4} y modo de decisión {5}; también hace falta prueba de que no se entrena con lo que recibe.',
  ],
  [
    'Ask your supervisor to request system {} for purpose {}, unit {}, data of class {}, decision mode {}, instead of {}.',
    'Pida a quien le supervisa que solicite el sistema {1} para la finalidad {2}, la unidad {3}, datos de clase {4} y modo de decisión {5}, en lugar de {6}.',
  ],
  [
    'Ask your supervisor to request system {} for purpose {}, unit {}, data of class {}, decision mode {}.',
    'Pida a quien le supervisa que solicite el sistema {1} para la finalidad {2}, la unidad {3}, datos de clase {4} y modo de decisión {5}.',
  ],
  [
    'Ask your unit to register the app {}, with a responsible official.',
    'Pida a su unidad que registre la aplicación {1}, con un cargo responsable.',
  ],
  [
    'Ask the responsible official of {} to renew its registration, for this system and purpose.',
    'Pida al cargo responsable de {1} que renueve su registro, para este sistema y esta finalidad.',
  ],
  ['the head of the log is not signed by its key', 'la cabeza del registro no está firmada con su clave'],
  ['entry {} is not the one that the log holds', 'la entrada {1} no es la que guarda el registro'],
  [
    'entry {} is filed as something else than it says',
    'la entrada {1} está archivada como algo distinto de lo que dice',
  ],
  ['{} of entry {} was altered', 'se alteró {1} de la entrada {2}'],
  [
    '{} of entry {} is missing, and no disposition took it',
    'falta {1} de la entrada {2}, y ninguna disposición se lo llevó',
  ],
  ['entry {}: {}', 'entrada {1}: {2!}'],
  ['it says that it is another entry', 'dice que es otra entrada'],
  ['somebody else took the step than it says', 'dio el paso otra persona que la que dice'],
  ['the step can’t follow the one before it', 'el paso no puede seguir al anterior'],
  ['there is no request', 'no hay ninguna solicitud'],
  ['an approval without what was signed', 'una aprobación sin lo que se firmó'],
  ['what was signed isn’t what stands beside it', 'lo que se firmó no es lo que figura al lado'],
  ['the entry names another signature', 'la entrada nombra otra firma'],
  ['the statement is about another {}', 'la declaración trata de otro dato: {1}'],
  [
    'the statement names somebody else whom they stand in for',
    'la declaración nombra a otra persona a quien se sustituye',
  ],
  ['the statement has other terms', 'la declaración tiene otras condiciones'],
  ['the statement is about something else', 'la declaración trata de otra cosa'],
  [
    'the last approval and the change of the catalog don’t go together',
    'la última aprobación y el cambio del catálogo no casan',
  ],
  ['the sign-in was weaker than the seat asks for', 'el inicio de sesión era más débil de lo que pide el cargo'],
  ['the sign-in was older than a signature may be', 'el inicio de sesión era más antiguo de lo que admite una firma'],
]
