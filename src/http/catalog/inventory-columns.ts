/**
 * Columns of the federal AI use case inventory, in their order: the 36 of the consolidated inventory that OMB published for
 * 2025, under M-25-21. Other years name some of them differently.
 */
export const OMB_2025 = [
  'agency',
  'agency_name',
  'id',
  'use_case_name',
  'agency_bureau',
  'contact_email',
  'is_withheld',
  'development_stage',
  'is_high_impact',
  'HI_justification',
  'topic_area',
  'classification',
  'problem_solved',
  'benefits',
  'system_outputs',
  'operational_date',
  'contracting_usage',
  'vendor_name',
  'have_ato',
  'system_name_ato',
  'data_description',
  'link_to_data',
  'has_pii',
  'pia_url',
  'demographic_features',
  'has_custom_code',
  'code_url',
  'hi_testing_conducted',
  'hi_assessment_completed',
  'hi_potential_impacts',
  'hi_independent_review',
  'hi_ongoing_monitoring',
  'hi_training_established',
  'hi_failsafe_presence',
  'hi_appeal_process',
  'hi_public_consultation',
] as const

export type InventoryColumn = (typeof OMB_2025)[number]
export type InventoryRow = Readonly<Record<InventoryColumn, string>>

/** What of a row is for anybody: what the public register says of a system too (MS-43). */
export const PUBLIC_COLUMNS: ReadonlySet<InventoryColumn> = new Set([
  'agency_name',
  'id',
  'use_case_name',
  'is_withheld',
  'development_stage',
  'is_high_impact',
  'classification',
  'problem_solved',
  'benefits',
  'vendor_name',
  'data_description',
  'hi_assessment_completed',
  'hi_ongoing_monitoring',
  'hi_failsafe_presence',
  'hi_appeal_process',
])
