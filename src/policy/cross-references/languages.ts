import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Source, Sources } from '../sources.ts'
import { textsIn } from './texts-in-languages.ts'

/** Every text exists in each language of the profile, and in no other: nobody is told less than others (MS-53). */
export function languageProblems(sources: Sources, documents: Documents): Problem[] {
  const check = textsIn(documents.profile.languages)
  const each = <Row>(
    files: readonly Pick<Source, 'problemAt' | 'data'>[],
    rows: (data: never) => readonly Row[],
    list: string,
    texts: (row: Row) => Readonly<Record<string, Readonly<Record<string, string>>>>,
  ): Problem[] =>
    files.flatMap((file) =>
      rows(file.data as never).flatMap((row, at) =>
        Object.entries(texts(row)).flatMap(([key, text]) => check(file, [list, at, key], text)),
      ),
    )
  const [disclosures] = sources.disclosures
  const [classes] = sources.classes
  return [
    ...each(
      sources.disclosures,
      (data: Documents['disclosures']) => data.labels,
      'labels',
      ({ text }) => ({ text }),
    ),
    ...each(
      sources.disclosures,
      (data: Documents['disclosures']) => data.publicNotices,
      'publicNotices',
      ({ ai, recorded, dontEnter, emergency }) => ({ ai, recorded, dontEnter, emergency }),
    ),
    ...check(disclosures!, ['statement', 'text'], disclosures!.data.statement.text),
    ...check(disclosures!, ['statement', 'reviewed'], disclosures!.data.statement.reviewed),
    ...check(disclosures!, ['statement', 'unreviewed'], disclosures!.data.statement.unreviewed),
    ...check(disclosures!, ['limitations', 'text'], disclosures!.data.limitations.text),
    ...sources.purposes.flatMap((file) =>
      file.data.purposes.flatMap(({ affected }, at) =>
        affected === undefined
          ? []
          : [
              ...check(file, ['purposes', at, 'affected', 'notice'], affected.notice),
              ...check(file, ['purposes', at, 'affected', 'appeal'], affected.appeal),
            ],
      ),
    ),
    ...each(
      sources.disclosures,
      (data: Documents['disclosures']) => data.humanContacts,
      'humanContacts',
      ({ text, hours }) => ({ text, hours }),
    ),
    ...each(
      sources.notices,
      (data: Documents['notices']) => data.notices,
      'notices',
      ({ title, text }) => ({
        title,
        text,
      }),
    ),
    ...each(
      sources.purposes,
      (data: Documents['purposes']) => data.purposes,
      'purposes',
      ({ name }) => ({ name }),
    ),
    ...each(
      sources.roles,
      (data: Documents['roles']) => data.roles,
      'roles',
      ({ name }) => ({ name }),
    ),
    ...each(
      sources['acceptable-use'],
      (data: Documents['acceptable-use']) => data.rules,
      'rules',
      ({ name, coaching }) => ({ name, coaching }),
    ),
    ...each(
      sources.incidents,
      (data: Documents['incidents']) => data.types,
      'types',
      ({ name }) => ({ name }),
    ),
    ...each(
      sources.incidents,
      (data: Documents['incidents']) => data.taskKinds,
      'taskKinds',
      ({ name }) => ({ name }),
    ),
    ...each(
      sources.incidents,
      (data: Documents['incidents']) => data.states,
      'states',
      ({ name }) => ({ name }),
    ),
    ...Object.entries(classes!.data.classes).flatMap(([name, explained]) => [
      ...check(classes!, ['classes', name, 'name'], explained.name),
      ...check(classes!, ['classes', name, 'description'], explained.description),
    ]),
  ]
}
