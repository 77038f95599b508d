import type { Words } from './en.ts'

/** Lo que se dice a una persona cuando algo no se hace, y qué puede hacer. */
export const refusalsEs: Pick<Words, 'refusals'> = {
  refusals: {
    codes: {
      malformed_body: {
        message: 'No se puede leer lo que se envió.',
        next: 'Abra la página de nuevo y envíelo otra vez.',
      },
      duplicate_key: {
        message: 'Lo que se envió dice algo dos veces.',
        next: 'Abra la página de nuevo y envíelo otra vez.',
      },
      field_not_governed: {
        message: 'Lo que se envió tiene una parte que ninguna regla cubre.',
        next: 'Abra la página de nuevo y envíelo otra vez.',
      },
      vendor_memory_off: {
        message: 'Esto depende de una memoria del proveedor, que está apagada.',
        next: 'Ponga en su pregunta todo lo que importa.',
      },
      credential_missing: { message: 'No ha iniciado sesión.', next: 'Inicie sesión e inténtelo de nuevo.' },
      credential_invalid: {
        message: 'No se aceptó su inicio de sesión.',
        next: 'Inicie sesión de nuevo con su cuenta estatal.',
      },
      credential_expired: { message: 'Su inicio de sesión ha vencido.', next: 'Inicie sesión de nuevo.' },
      credential_revoked: {
        message: 'Se ha puesto fin a su acceso.',
        next: 'Pregunte a quien dirige su unidad o a la mesa de ayuda.',
      },
      assurance_required: {
        message: 'Esto necesita un inicio de sesión más fuerte o más reciente que el suyo.',
        next: 'Inicie sesión de nuevo; se le pedirá lo que hace falta.',
      },
      credential_not_state_issued: {
        message: 'Su cuenta no es una que el Estado haya dado para esto.',
        next: 'Inicie sesión con su cuenta estatal, no con una personal.',
      },
      training_required: {
        message: 'Un curso que esto necesita no consta a su nombre, o ha caducado.',
        next: 'Complete el curso e inicie sesión de nuevo.',
      },
      system_not_approved: {
        message: 'Este sistema de IA no está en la lista de sistemas aprobados.',
        next: 'Elija uno del catálogo, o pida a quien le supervisa que lo solicite.',
      },
      system_suspended: {
        message: 'El uso de este sistema de IA está suspendido.',
        next: 'Use otro sistema aprobado, o espere a que se reanude.',
      },
      approval_expired: {
        message: 'La aprobación de este sistema de IA ha vencido.',
        next: 'Pida a quien responde por él que la renueve.',
      },
      approval_required: {
        message: 'Este uso necesita una aprobación que no consta.',
        next: 'Pida a quien le supervisa que inicie la aprobación.',
      },
      prohibited_technology: {
        message: 'Esta tecnología está prohibida por ley.',
        next: 'Elija un sistema del catálogo.',
      },
      audience_not_granted: {
        message: 'Esto no está aprobado para personas de su puesto o unidad.',
        next: 'Elija un sistema de su catálogo, o pregunte a quien le supervisa.',
      },
      subject_required: {
        message: 'La aplicación no dijo para quién pregunta.',
        next: 'Inicie sesión de nuevo en la aplicación, o avise a quien la administra.',
      },
      purpose_not_permitted: {
        message: 'Este sistema de IA no está aprobado para ese propósito.',
        next: 'Elija otro sistema. Si su trabajo es para otro propósito, elija ese.',
      },
      data_class_not_permitted: {
        message: 'Este sistema de IA no está aprobado para datos tan delicados.',
        next: 'Quite los datos, o use un sistema aprobado para ellos.',
      },
      content_not_inspectable: {
        message: 'Lo que se envió tiene una parte que no se puede examinar, así que no sale de aquí.',
        next: 'Envíelo como texto.',
      },
      decision_mode_not_approved: {
        message: 'La IA no está aprobada para esta parte de una decisión.',
        next: 'Deje que decida una persona, o pida la aprobación.',
      },
      acceptable_use: {
        message: 'Las reglas de uso aceptable no permiten esto.',
        next: 'Lea las reglas en Política, o pregunte a quien le supervisa.',
      },
      route_not_governed: { message: 'No hay tal página para usted.', next: 'Empiece por la primera página.' },
      decision_incomplete: {
        message: 'Un registro de decisión dice qué se decidió, qué más se consultó y por qué.',
        next: 'Complete el registro y envíelo de nuevo.',
      },
      assessment_incomplete: {
        message: 'La evaluación no dice todo lo que debe antes de que se pida a alguien que la acepte.',
        next: 'Complete lo que se nombra y preséntela de nuevo.',
      },
      audit_incomplete: {
        message: 'Al paso de la auditoría le falta algo, o dice algo que la política no permite.',
        next: 'Complételo como dice la frase y envíelo de nuevo.',
      },
      conflict: {
        message: 'Eso no se puede hacer tal como están las cosas.',
        next: 'Abra la página de nuevo y vea qué ha cambiado.',
      },
      body_too_large: { message: 'Eso es demasiado de una vez.', next: 'Envíe menos cada vez.' },
      media_type_not_governed: {
        message: 'Un archivo es de un tipo que aquí no se puede leer.',
        next: 'Adjunte otro tipo de archivo, o pegue su texto.',
      },
      purpose_required: {
        message: 'Hay que elegir un propósito.',
        next: 'Elija para qué es el trabajo y envíelo de nuevo.',
      },
      disposition_refused: {
        message: 'La disposición no se puede llevar a cabo tal como está.',
        next: 'Vea en el plan qué corresponde, y por qué no.',
      },
      production_refused: {
        message: 'La entrega no puede dar ese paso tal como está.',
        next: 'Vea en la entrega qué falta.',
      },
      notice_not_acknowledged: {
        message: 'Aún no ha aceptado el aviso, o ha cambiado.',
        next: 'Lea y acepte el aviso, e inténtelo de nuevo.',
      },
      quota_exceeded: {
        message: 'La cuota de ahora está agotada.',
        next: 'Espere, o hable con quien le supervisa si necesita más.',
      },
      upstream_unavailable: {
        message: 'No se pudo llegar al sistema de IA.',
        next: 'Inténtelo más tarde, o use otro sistema aprobado.',
      },
      upstream_tls: {
        message: 'El sistema de IA no demostró ser lo que dice, así que no se envió nada.',
        next: 'Avise a la mesa de ayuda.',
      },
      record_unavailable: {
        message: 'No se pudo escribir ningún registro, así que no se envió nada.',
        next: 'Inténtelo de nuevo en un momento. Nada llegó al sistema de IA.',
      },
      detector_unavailable: {
        message: 'No se pudo buscar datos personales, así que no se envió nada.',
        next: 'Inténtelo de nuevo en un momento. Nada llegó al sistema de IA.',
      },
      upstream_timeout: {
        message: 'El sistema de IA no respondió a tiempo.',
        next: 'Inténtelo más tarde, o pida menos de una vez.',
      },
    },
    rules: {
      'attachment:kind': {
        message: 'Un archivo es de un tipo que aquí no se puede leer.',
        next: 'Adjunte texto, PDF, Word, Excel o CSV, o pegue su texto. No se envió nada; elija el archivo de nuevo.',
      },
      'attachment:mismatch': {
        message: 'Un archivo no es lo que dice su nombre.',
        next: 'Guárdelo de nuevo en el programa que lo hizo. No se envió nada; elija el archivo de nuevo.',
      },
      'attachment:encoding': {
        message: 'Un archivo no está escrito en UTF-8.',
        next: 'Guárdelo como UTF-8 (en Excel: «CSV UTF-8»). No se envió nada; elija el archivo de nuevo.',
      },
      'attachment:locked': {
        message: 'Un archivo está protegido con contraseña, así que nadie puede ver lo que se enviaría.',
        next: 'Guárdelo sin contraseña, si le está permitido. No se envió nada; elija el archivo de nuevo.',
      },
      'attachment:empty': {
        message: 'Un archivo no tiene texto que se pueda leer; un escaneo es una imagen.',
        next: 'Pásele antes un reconocimiento de texto, o escriba lo que importa. No se envió nada; elija el archivo de nuevo.',
      },
      'attachment:unreadable': {
        message: 'Un archivo no se puede leer; parece dañado.',
        next: 'Guárdelo de nuevo. No se envió nada; elija el archivo de nuevo.',
      },
      'attachment:size': {
        message: 'Un archivo es demasiado grande, o al abrirlo ocupa demasiado.',
        next: 'Adjunte la parte que importa. No se envió nada; elija el archivo de nuevo.',
      },
      'attachment:length': {
        message: 'Un archivo tiene demasiado texto.',
        next: 'Adjunte la parte que importa. No se envió nada; elija el archivo de nuevo.',
      },
      'attachment:slow': {
        message: 'Un archivo tardó demasiado en leerse.',
        next: 'Adjunte la parte que importa, o pegue su texto. No se envió nada; elija el archivo de nuevo.',
      },
      'attachment:files': {
        message: 'Su pregunta vino con demasiados archivos.',
        next: 'Adjunte menos. No se envió nada; elija los archivos de nuevo.',
      },
      'pages:form': {
        message: 'Este formulario no vino de una página de este servicio, o la página estuvo abierta demasiado tiempo.',
        next: 'Abra la página de nuevo y envíelo otra vez.',
      },
      'pages:empty': { message: 'No hay nada que enviar.', next: 'Escriba su pregunta y envíela.' },
      'pages:incomplete': {
        message: 'Falta algo que este paso necesita, o es demasiado largo.',
        next: 'Complételo y envíelo de nuevo.',
      },
      'pages:one-at-a-time': {
        message: 'La respuesta a su última pregunta aún se está escribiendo.',
        next: 'Espere a que esté completa, o deténgala; después envíe de nuevo.',
      },
      'pages:broken-off': { message: 'La respuesta se interrumpió.', next: 'Pregunte de nuevo, por menos de una vez.' },
      'pages:missing': { message: 'No hay tal página para usted.', next: 'Empiece por la primera página.' },
      'pages:not-listed': {
        message: 'Ningún sistema del catálogo tiene ese nombre.',
        next: 'Búsquelo en el catálogo, o pida a quien le supervisa que lo solicite.',
      },
      'pages:no-application': {
        message: 'Ninguna aplicación aprobada tiene ese nombre.',
        next: 'Búsquela en el catálogo.',
      },
      'pages:no-public-chat': { message: 'Aquí no hay ningún chat público.', next: 'Empiece por la primera página.' },
      'pages:role': {
        message: 'Esta página no es para su función.',
        next: 'Pregunte a quien asigna las funciones, si la necesita.',
      },
      'audit-of-own': {
        message: 'Usted responde por este sistema o corrige un hallazgo sobre él, así que no puede auditarlo.',
        next: 'Lo hace otra persona que audita.',
      },
      'audit-of-approved': {
        message: 'Usted aprobó este sistema o tiene un cargo que lo aprobó, así que no puede auditarlo.',
        next: 'Lo hace otra persona que audita.',
      },
      'audit-under-way': {
        message: 'Este sistema ya se está auditando.',
        next: 'Continúe esa auditoría o espere a que termine.',
      },
      'sign-in-demanded': {
        message: 'Una credencial suya ha cambiado desde que inició sesión.',
        next: 'Inicie sesión de nuevo.',
      },
    },
    isOfRules: false,
    own: 'En las palabras de la regla, en inglés:',
  },
}
