import { NOTHING } from '../../format/number.ts';
import { severityOf, type Severity } from '../../state/severity.ts';
import { nameOf, numbers, text } from '../../text/page.ts';
import type { ChildRow } from '../../wire.ts';
import { Shape } from '../Shape.tsx';
import { AgeingBar } from './AgeingBar.tsx';
import { span } from './moments.ts';
import { fractionOf, isLong } from './rowShape.ts';

/** Rows are told anew with every snapshot; one that is this much older than the rest has a silent feed. */
const ROW_OLD_MS = 300_000;

const WORDS: Record<Severity, string> = { hot: text.severityHot, warn: text.severityWarn, calm: text.severityCalm };

export function AgencyLine({ row, serverMs, speed }: { row: ChildRow; serverMs: number; speed: number }) {
  const { figures } = row;
  const unknown = row.asOf === null;
  const severity = unknown ? 'calm' : severityOf(figures);
  const { rate } = figures.onTime;
  const fraction = fractionOf(figures.onTime);
  return (
    <tr class={severity}>
      <th scope="row" class="name">{nameOf(row.agency.name)}</th>
      <td class="count overdue">
        <Shape severity={severity} label={unknown ? text.rowNever : WORDS[severity]} />
        {unknown ? NOTHING : numbers.count(figures.overdue)}
      </td>
      <td class="count">{unknown ? NOTHING : numbers.count(figures.dueSoon)}</td>
      <td class="ageing"><Ageing row={row} serverMs={serverMs} speed={speed} /></td>
      <td class={isLong(fraction) ? 'rate long' : 'rate'}>
        <b>{numbers.percent(rate)}{rate === null ? '' : '%'}</b> <span class="soft fraction">{unknown ? '' : fraction}</span>
      </td>
    </tr>
  );
}

/** A row whose own feed fell silent says so where it would otherwise pretend to know ages. */
function Ageing({ row, serverMs, speed }: { row: ChildRow; serverMs: number; speed: number }) {
  if (row.asOf === null) return <span class="row-old">{text.rowNever}</span>;
  const age = (serverMs - Date.parse(row.asOf)) / speed;
  return age >= ROW_OLD_MS ? <span class="row-old">{text.rowOld(span(age))}</span> : <AgeingBar age={row.figures.overdueAge} />;
}
