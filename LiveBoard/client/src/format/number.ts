import type { Language } from '../text/language.ts';

export const NOTHING = '—';

export interface Numbers {
  count(value: number): string;
  /** "97,5" of a rate of 0..1, without the sign; a dash when the rate is unknown. Never rounds up to 100. */
  percent(rate: number | null, digits?: number): string;
}

export const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : 'vi-VN');

export function numbersIn(language: Language): Numbers {
  const locale = localeOf(language);
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const fixed = [0, 1].map(n => new Intl.NumberFormat(locale, { minimumFractionDigits: n, maximumFractionDigits: n }));
  return {
    count: value => whole.format(value),
    percent(rate, digits = 1) {
      if (rate === null) return NOTHING;
      if (rate >= 1) return '100';
      const step = 10 ** digits;
      // Half up, but 99,97 % is not "100,0 %": only all is all.
      const shown = Math.min(100 - 1 / step, Math.round(rate * 100 * step) / step);
      return (fixed[digits] ?? whole).format(shown);
    },
  };
}
