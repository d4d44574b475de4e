import type { Language } from '../text/language.ts';

/** Known shapes of a reporting period are written out; anything else is shown as it came. */
export function periodText(period: string, language: Language): string {
  const month = /^(\d{4})-(\d{2})$/.exec(period);
  if (month) return `${month[2]}/${month[1]}`;
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(period);
  if (quarter) return language === 'en' ? `Q${quarter[2]} ${quarter[1]}` : `quý ${quarter[2]}/${quarter[1]}`;
  const range = /^(\d{4})-(\d{2})-(\d{2})(?:\/|\.\.)(\d{4})-(\d{2})-(\d{2})$/.exec(period);
  if (range) {
    const [, firstYear, firstMonth, firstDay, year, lastMonth, day] = range;
    return `${firstDay}/${firstMonth}${firstYear === year ? '' : `/${firstYear}`}–${day}/${lastMonth}/${year}`;
  }
  const named = language === 'en' ? NAMED.en[period] : NAMED.vi[period];
  return named ?? period;
}

/** Names of the rule sets by which a dossier counts as on time. */
export const ruleSetText = (ruleSet: string, language: Language): string => RULE_SETS[language][ruleSet.toLowerCase()] ?? ruleSet;

const NAMED: Record<Language, Record<string, string>> = {
  vi: { today: 'hôm nay', week: 'tuần này', month: 'tháng này', quarter: 'quý này', year: 'năm nay' },
  en: { today: 'today', week: 'this week', month: 'this month', quarter: 'this quarter', year: 'this year' },
};

const NATIONAL = { qd766: 'QĐ 766', '766': 'QĐ 766', 'ii.06a': 'II.06a', '06a': 'II.06a', ii06a: 'II.06a' };

const RULE_SETS: Record<Language, Record<string, string>> = {
  vi: { ...NATIONAL, internal: 'nội bộ' },
  en: { ...NATIONAL, internal: 'internal' },
};
