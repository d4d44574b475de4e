import { severityOf, type Severity } from '../../state/severity.ts';
import { nameOf, numbers, text } from '../../text/page.ts';
import type { ChildRow } from '../../wire.ts';
import { Shape } from '../Shape.tsx';
import { AgeingBar } from './AgeingBar.tsx';
import { span } from './moments.ts';

/** Rows are told anew with every snapshot; one that is this much older than the rest has a silent feed. */
const ROW_OLD_MS = 300_000;

const WORDS: Record<Severity, string> = { hot: text.severityHot, warn: text.severityWarn, calm: text.severityCalm };

export function AgencyLine({ row, serverMs, speed }: { row: ChildRow; serverMs: number; speed: number }) {
  const { figures } = row;
  const severity = severityOf(figures);
  const age = row.asOf === null ? null : (serverMs - Date.parse(row.asOf)) / speed;
  const { rate, numerator, denominator } = figures.onTime;
  return (
    <tr class={severity}>
      <th scope="row" class="name">
        {nameOf(row.agency.name)}
        {age === null && <span class="row-old"> {text.rowNever}</span>}
        {age !== null && age >= ROW_OLD_MS && <span class="row-old"> {text.rowOld(span(age))}</span>}
      </th>
      <td class="count overdue"><Shape severity={severity} label={WORDS[severity]} />{numbers.count(figures.overdue)}</td>
      <td class="count">{numbers.count(figures.dueSoon)}</td>
      <td class="ageing"><AgeingBar age={figures.overdueAge} /></td>
      <td class="rate">
        <b>{numbers.percent(rate)}{rate === null ? '' : '%'}</b>{' '}
        <span class="soft">{text.fraction(numbers.count(numerator), numbers.count(denominator))}</span>
      </td>
    </tr>
  );
}
