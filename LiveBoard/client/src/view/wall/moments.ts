import { NOTHING } from '../../format/number.ts';
import { spanText } from '../../format/time.ts';
import { numbers, text, times } from '../../text/page.ts';

export const minuteOf = (ms: number | null): string => (ms === null ? NOTHING : times.minute(ms));
export const secondOf = (ms: number | null): string => (ms === null ? NOTHING : times.clock(ms));
export const span = (ms: number): string => spanText(ms, text, numbers.count);

/** "quá hạn 3 giờ" or "còn 2 giờ" */
export function dueText(due: string, serverMs: number): string {
  const left = Date.parse(due) - serverMs;
  return left <= 0 ? text.overdueBy(span(left)) : text.dueIn(span(left));
}
