/**
 * Whole messages, in the languages that residents ask in most, that ask whether somebody is there, or for somebody. Part of
 * a longer message they can mean anything, and there the model answers.
 */
const ASKED: readonly string[] = [
  'are you a person',
  'are you a human',
  'are you human',
  'are you a human being',
  'are you a real person',
  'are you real',
  'are you a robot',
  'are you a bot',
  'are you an ai',
  'are you ai',
  'am i talking to a person',
  'am i talking to a human',
  'am i talking to a real person',
  'am i chatting with a person',
  'is this a person',
  'is this a real person',
  'is this a bot',
  'is there a person',
  'is anyone there',
  'talk to a person',
  'talk to a human',
  'speak to a person',
  'speak to a human',
  'i want to talk to a person',
  'i want to speak to a person',
  'i want to talk to a human',
  'can i talk to a person',
  'can i speak to a person',
  'can i talk to a human',
  'human',
  'human please',
  'real person please',
  'agent',
  'representative',
  'es usted una persona',
  'eres una persona',
  'es usted humano',
  'eres humano',
  'eres humana',
  'eres un robot',
  'es usted un robot',
  'eres una ia',
  'hablo con una persona',
  'estoy hablando con una persona',
  'quiero hablar con una persona',
  'puedo hablar con una persona',
  'hablar con una persona',
  'una persona por favor',
  'etes vous une personne',
  'etes vous humain',
  'es tu humain',
  'es tu un robot',
  'etes vous un robot',
  'je veux parler a une personne',
  'parler a une personne',
  'ban co phai la nguoi khong',
  'ban la nguoi hay may',
  'ban co phai la nguoi that khong',
  'toi muon noi chuyen voi nguoi that',
  '你是人吗',
  '你是真人吗',
  '你是机器人吗',
  '我要找人工',
  '人工客服',
]

const KNOWN: ReadonlySet<string> = new Set(ASKED)

/** Clause MS-60: whether a message asks if it is a person who answers, or for one. Answered without a model, and truly. */
export function asksForPerson(message: string): boolean {
  if (message.length > 80) return false
  const plain = message
    .toLowerCase()
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return KNOWN.has(plain)
}
