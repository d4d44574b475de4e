import type { Language } from '../text/language.ts';
import type { Dictionary } from '../text/vi.ts';
import { localeOf } from './number.ts';

/** All centres keep the same civil time, whatever the display's own setting. */
export const ZONE = 'Asia/Ho_Chi_Minh';

export interface Times {
  /** 17:00:00 */
  clock(ms: number): string;
  /** 17:00 */
  minute(ms: number): string;
  /** Thứ Bảy, 21 tháng 11, 2026 */
  date(ms: number): string;
  /** 21/11/2026 */
  day(ms: number): string;
  /** 17:00 21/11 */
  short(ms: number): string;
}

export function timesIn(language: Language): Times {
  const locale = localeOf(language);
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: ZONE, hour12: false, ...options });
  const clock = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const minute = format({ hour: '2-digit', minute: '2-digit' });
  const date = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const day = format({ day: '2-digit', month: '2-digit', year: 'numeric' });
  const dayMonth = format({ day: '2-digit', month: '2-digit' });
  // Some engines write midnight as 24:00 when hour12 is false.
  const midnight = (time: string) => time.replace(/^24/, '00');
  return {
    clock: ms => midnight(clock.format(ms)),
    minute: ms => midnight(minute.format(ms)),
    date: ms => date.format(ms),
    day: ms => day.format(ms),
    short: ms => `${midnight(minute.format(ms))} ${dayMonth.format(ms).replace('-', '/')}`,
  };
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span in its largest whole unit, cut down, never rounded up: "3 ngày", "45 phút". Sign is ignored. */
export function spanText(ms: number, dictionary: Dictionary, count: (n: number) => string): string {
  const span = Math.abs(ms);
  const whole = (unit: number) => count(Math.floor(span / unit));
  if (span >= DAY) return dictionary.spanDays(whole(DAY));
  if (span >= HOUR) return dictionary.spanHours(whole(HOUR));
  return span >= MINUTE ? dictionary.spanMinutes(whole(MINUTE)) : dictionary.spanSeconds(whole(SECOND));
}
