import { aboutEs } from './about-es.ts'
import { accountabilityEs } from './accountability-es.ts'
import { applicationsEs } from './applications-es.ts'
import { approvalsEs } from './approvals-es.ts'
import { askChangeEs } from './ask-change-es.ts'
import { askSystemEs } from './ask-system-es.ts'
import { assessmentsEs } from './assessments-es.ts'
import { auditsEs } from './audits-es.ts'
import { catalogEs } from './catalog-es.ts'
import { chatEs } from './chat-es.ts'
import { consoleEs } from './console-es.ts'
import { decisionsEs } from './decisions-es.ts'
import { deliverablesEs } from './deliverables-es.ts'
import type { Words } from './en.ts'
import { exceptionsEs } from './exceptions-es.ts'
import { exportsEs } from './exports-es.ts'
import { incidentsEs } from './incidents-es.ts'
import { oversightEs } from './oversight-es.ts'
import { policyEs } from './policy-es.ts'
import { productionsEs } from './productions-es.ts'
import { refusalsEs } from './refusals-es.ts'
import { requestsEs } from './requests-es.ts'
import { revisitsEs } from './revisits-es.ts'
import { risksEs } from './risks-es.ts'
import { samplesEs } from './samples-es.ts'
import { sentencesIn } from './sentences.ts'
import { ACTS_SENTENCES_ES } from './sentences-acts-es.ts'
import { ASSESSMENT_SENTENCES_ES } from './sentences-assessments-es.ts'
import { OVERSIGHT_SENTENCES_ES } from './sentences-oversight-es.ts'
import { POLICY_SENTENCES_ES } from './sentences-policy-es.ts'
import { QUERY_SENTENCES_ES } from './sentences-query-es.ts'
import { WAYS_SENTENCES_ES } from './sentences-ways-es.ts'
import { trainingEs } from './training-es.ts'

/** Spanish. */
export const es: Words = {
  name: 'Español',
  direction: 'ltr',
  said: sentencesIn([
    ...QUERY_SENTENCES_ES,
    ...WAYS_SENTENCES_ES,
    ...POLICY_SENTENCES_ES,
    ...ACTS_SENTENCES_ES,
    ...ASSESSMENT_SENTENCES_ES,
    ...OVERSIGHT_SENTENCES_ES,
  ]),
  frame: {
    skip: 'Ir al contenido principal',
    navigation: 'Principal',
    signedInAs: (name, unit) => `Sesión de ${name}, ${unit}`,
    signOut: 'Cerrar sesión',
    strip: 'Para asuntos del Estado. Lo que envía y recibe aquí queda registrado y puede ser leído.',
    stripLink: 'Lea el aviso',
    helpTitle: 'Hable con una persona',
    phone: 'Teléfono',
    relay: 'TTY o servicio de retransmisión',
    email: 'Correo electrónico',
    hours: 'Horario',
    website: 'Sitio web',
    about: 'Sobre este servicio',
    languages: 'Idioma',
    version: (version, policy) => `Statehouse ${version}, política ${policy}`,
    endingTitle: 'Su sesión está por terminar',
    endingText: (minutes) =>
      `No hubo actividad durante un rato. Su sesión se cerrará en ${minutes} ${minutes === 1 ? 'minuto' : 'minutos'}. Lo que está escribiendo queda en la página.`,
    endingStay: 'Seguir con la sesión',
    endedText: 'Su sesión ha terminado. Inicie sesión de nuevo para seguir; lo que escribió sigue en esta página.',
  },
  navigation: {
    deliverables: 'Documentos',
    chat: 'Chat',
    catalog: 'Catálogo',
    notice: 'Aviso y formación',
  },
  ...aboutEs,
  kinds: {
    us_ssn: 'Número de Seguro Social',
    credit_card: 'Número de tarjeta',
    email_address: 'Correo electrónico',
    phone_number: 'Número de teléfono',
    ip_address: 'Dirección de red (IP)',
    api_key: 'Clave de acceso',
    private_key: 'Clave privada',
    jwt: 'Credencial de sesión',
    password: 'Contraseña',
    us_itin: 'Número de contribuyente (ITIN)',
    ssn_last4: 'Últimos cuatro dígitos de un Seguro Social',
    ms_driver_license: 'Licencia de conducir de Misisipi',
    mo_driver_license: 'Licencia de conducir de Misuri',
    us_driver_license: 'Licencia de conducir',
    us_passport: 'Número de pasaporte',
    alien_number: 'Número de registro de extranjero',
    uscis_receipt: 'Número de recibo de inmigración',
    mo_dcn: 'Número de cliente del departamento (DCN)',
    benefits_case: 'Número de caso de beneficios',
    unemployment_claim: 'Número de solicitud de desempleo',
    voter_id: 'Número de registro electoral',
    precise_location: 'Ubicación exacta',
    employee_id: 'Número de empleado',
    license_plate: 'Placa de vehículo',
    vin: 'Número de identificación del vehículo',
    bank_account: 'Número de cuenta bancaria',
    iban_code: 'Número de cuenta internacional (IBAN)',
    aba_routing: 'Número de ruta bancaria',
    swift_code: 'Código bancario (SWIFT)',
    us_ein: 'Número de empleador (EIN)',
    medicare_mbi: 'Número de Medicare',
    medicaid_id: 'Número de Medicaid',
    medical_record_number: 'Número de historia clínica',
    icd10: 'Código de diagnóstico',
    age_over_89: 'Edad mayor de 89 años',
    us_npi: 'Número de proveedor de salud (NPI)',
    us_dea: 'Número de prescriptor (DEA)',
    student_id: 'Número de estudiante',
    fbi_number: 'Número del FBI',
    state_id_number: 'Número estatal de identificación (antecedentes)',
    ncic_number: 'Número NCIC',
    mac_address: 'Dirección de dispositivo (MAC)',
    person_name: 'Nombre de una persona',
    street_address: 'Dirección postal',
    date_of_birth: 'Fecha de nacimiento',
    tax_return_data: 'Declaraciones de impuestos',
    criminal_history: 'Antecedentes penales',
    education_record: 'Expedientes educativos',
    health_record: 'Expedientes de salud',
    biometric_record: 'Registros biométricos',
    damage_claim: 'Número de reclamación por daños',
  },
  ...catalogEs,
  approvals: approvalsEs,
  askChange: askChangeEs,
  askSystem: askSystemEs,
  publicChat: {
    title: 'Pregunte a nuestro sistema de IA',
    skip: 'Ir al mensaje',
    noticeTitle: 'Antes de escribir',
    personTitle: 'Hable con una persona',
    newWindow: (title) => `${title} (se abre en otra ventana)`,
    you: (number) => `Su mensaje ${number}`,
    answer: (number) => `Respuesta ${number}, de un sistema de IA`,
    gatewayAnswer: (number) => `Respuesta ${number}, del propio servicio`,
    notPerson: (agency) =>
      `No. Usted escribe a un sistema de IA de esta agencia (${agency}), no a una persona. Así puede hablar con una:`,
    removed: (kinds) => `Se retiró antes de enviar su mensaje: ${kinds}. El sistema de IA no lo vio.`,
    reference: (record) => `Referencia: ${record}`,
    ask: 'Su pregunta',
    askMore: 'Pregunte algo más',
    hint: 'La respuesta llega en la página siguiente. Puede tardar hasta un minuto.',
    send: 'Enviar',
    again: 'Empezar otra conversación',
    limited: (minutes) =>
      `Llegaron demasiados mensajes desde su red. Inténtelo de nuevo en ${minutes} ${minutes === 1 ? 'minuto' : 'minutos'}, o llame a una persona. Su mensaje no se envió.`,
    tooLong: (characters) => `Su mensaje es demasiado largo y no se envió. Puede tener ${characters} caracteres.`,
    problems: {
      empty: 'Primero escriba algo.',
      expired:
        'Esta página estuvo abierta demasiado tiempo y su mensaje no se envió. Sigue aquí: envíelo de nuevo para empezar otra conversación.',
      unavailable:
        'No se pudo obtener una respuesta en este momento. Inténtelo en unos minutos, o llame a una persona. Su mensaje sigue aquí.',
      refused:
        'Esto no se puede responder aquí, y no se envió nada al sistema de IA. Quite los datos personales e inténtelo de nuevo, o llame a una persona. Su mensaje sigue aquí.',
      stopped:
        'Por ahora no se pueden responder mensajes aquí, y no se envió nada al sistema de IA. Llame a una persona. Su mensaje sigue aquí.',
      full: 'Esta conversación llegó a su límite.',
    },
  },
  signIn: {
    title: 'Iniciar sesión',
    lead: 'Inicie sesión con su cuenta del Estado para usar los sistemas de IA aprobados.',
    at: (place) => `Iniciar sesión en ${place}`,
    failedTitle: 'No se inició la sesión',
    failed:
      'El inicio de sesión no funcionó y nada cambió. Inténtelo de nuevo; si vuelve a pasar, hable con una persona.',
    failedReason: (reason) => `Para quien le ayude: ${reason}`,
    none: 'Este servicio no tiene configurado ningún lugar para iniciar sesión.',
  },
  signedOut: {
    title: 'Su sesión está cerrada',
    lead: 'Su sesión aquí ha terminado. En una computadora compartida, cierre también la sesión del directorio.',
    directory: (place) => `Cerrar la sesión de ${place}`,
    again: 'Iniciar sesión de nuevo',
  },
  ended: {
    title: 'Su sesión ha terminado',
    lead: 'Su sesión se cerró, así que no se envió nada.',
    stepUpTitle: 'Inicie sesión de nuevo para seguir',
    stepUp: 'Este sistema pide un inicio de sesión más fuerte o más reciente. No se envió nada.',
    kept: 'Inicie sesión en los próximos 15 minutos y su texto estará aquí de nuevo.',
    notKept: 'No es posible conservar su texto. Cópielo antes de iniciar sesión.',
    draft: 'Su texto',
    signIn: (place) => `Iniciar sesión en ${place}`,
  },
  notice: {
    title: 'Aviso',
    version: (version, effective) => `Versión ${version}, vigente desde el ${effective}`,
    due: 'Lea esto antes de seguir. Que usted lo acepta se registra con su nombre, la hora y la versión.',
    again: (at, until) => `Lo aceptó el ${at}, y se vuelve a pedir: aquello vale hasta el ${until}.`,
    renewal: (day) => `Se le volverá a pedir antes del ${day}.`,
    accepted: 'Usted ha aceptado este aviso.',
    accept: 'Lo he leído y lo acepto',
    leave: 'Salir sin aceptar',
    untranslated: 'Este aviso todavía no está traducido.',
    training: 'Su formación',
    course: 'Curso',
    status: 'Estado',
    completed: (day) => `Completado el ${day}`,
    missing: 'No consta',
    take: (course) => `Tomar el curso ${course}`,
    noCourses: 'No se exige ningún curso.',
  },
  problem: {
    refused: 'Esto no está permitido',
    changed: 'Esto ha cambiado mientras tanto',
    conflict: 'Esto no se puede hacer ahora',
    missing: 'Página no encontrada',
    unavailable: 'Esto no funciona en este momento',
    form: 'No se pudo usar el formulario',
    next: 'Qué puede hacer',
    rule: 'Regla',
    reference: 'Referencia',
    back: 'Volver',
  },
  console: consoleEs,
  deliverables: deliverablesEs,
  ...policyEs,
  ...refusalsEs,
  ...applicationsEs,
  oversight: oversightEs,
  assessments: assessmentsEs,
  audits: auditsEs,
  accountability: accountabilityEs,
  revisits: revisitsEs,
  risks: risksEs,
  decisions: decisionsEs,
  exceptions: exceptionsEs,
  samples: samplesEs,
  training: trainingEs,
  requests: requestsEs,
  productions: productionsEs,
  exports: exportsEs,
  ...chatEs,
  incidents: incidentsEs,
}
