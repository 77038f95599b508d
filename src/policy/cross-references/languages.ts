import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Source, Sources } from '../sources.ts'

/** Every text exists in each language of the profile, and in no other: nobody is told less than others (MS-53). */
export function languageProblems(sources: Sources, documents: Documents): Problem[] {
  const languages = documents.profile.languages
  const check = (
    source: Pick<Source, 'problemAt'>,
    path: readonly PropertyKey[],
    texts: Readonly<Record<string, string>>,
  ): Problem[] => [
    ...languages
      .filter((language) => !Object.hasOwn(texts, language))
      .map((language) =>
        source.problemAt(path, `no text in ${language}`, 'add it; every text exists in each language of profile.yaml'),
      ),
    ...Object.keys(texts)
      .filter((language) => !languages.includes(language))
      .map((language) =>
        source.problemAt(
          [...path, language],
          `${language} isn’t a language of this profile`,
          `use ${languages.join(', ')}, or add it in profile.yaml and everywhere`,
        ),
      ),
  ]
  const [disclosures] = sources.disclosures
  const [notices] = sources.notices
  const [purposes] = sources.purposes
  const [classes] = sources.classes
  return [
    ...disclosures!.data.labels.flatMap((label, at) => check(disclosures!, ['labels', at, 'text'], label.text)),
    ...check(disclosures!, ['statement', 'text'], disclosures!.data.statement.text),
    ...check(disclosures!, ['limitations', 'text'], disclosures!.data.limitations.text),
    ...disclosures!.data.humanContacts.flatMap((contact, at) => [
      ...check(disclosures!, ['humanContacts', at, 'text'], contact.text),
      ...check(disclosures!, ['humanContacts', at, 'hours'], contact.hours),
    ]),
    ...notices!.data.notices.flatMap((notice, at) => [
      ...check(notices!, ['notices', at, 'title'], notice.title),
      ...check(notices!, ['notices', at, 'text'], notice.text),
    ]),
    ...purposes!.data.purposes.flatMap((purpose, at) => check(purposes!, ['purposes', at, 'name'], purpose.name)),
    ...Object.entries(classes!.data.classes).flatMap(([name, explained]) => [
      ...check(classes!, ['classes', name, 'name'], explained.name),
      ...check(classes!, ['classes', name, 'description'], explained.description),
    ]),
  ]
}
