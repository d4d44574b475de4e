import type { Desk } from '../../state/desk.ts';
import type { DeskRow } from '../../state/deskList.ts';
import { agencyName } from '../../state/names.ts';
import type { Severity } from '../../state/severity.ts';
import { text, times } from '../../text/page.ts';
import { Shape } from '../Shape.tsx';
import { dueText } from '../wall/moments.ts';
import { Explanation } from './Explanation.tsx';
import { noteText, roleText, rungText, stateText } from './words.ts';
import { RowActions } from './RowActions.tsx';

export function AlertRow({ desk, row, tabStop }: { desk: Desk; row: DeskRow; tabStop: boolean }) {
  const { item, gone } = row;
  const serverMs = desk.live.serverMs.value ?? 0;
  const note = desk.notes.value.get(item.id);
  // What the officer has just taken looks taken at once; a refusal puts it back.
  const taking = note?.kind === 'sending' && note.action === 'acknowledge';
  const state = taking ? 'acknowledged' : item.state;
  const owner = taking ? desk.officer.value : item.owner;
  const overdue = item.due !== null && Date.parse(item.due) <= serverMs;
  const severity: Severity = state !== 'raised' ? 'calm' : overdue ? 'hot' : 'warn';
  const explained = desk.explained.open.value === item.id;
  return (
    <>
      <tr id={`alert-${item.id}`} tabIndex={tabStop ? 0 : -1} onFocusCapture={() => desk.select(item.id)}
        class={`${gone ? 'gone' : severity}${desk.selected.value === item.id ? ' selected' : ''}`}>
        <td class="state"><Shape severity={severity} /> {gone && state === 'raised' ? text.gone : stateText(state)}</td>
        <th scope="row">
          {item.dossier}
          <span class="soft">{rungText(item.rung)}</span>
        </th>
        <td>
          {agencyName(item.agency)}
          <span class="soft">{roleText(item.to.role)}{item.to.agency === item.agency ? '' : ` · ${agencyName(item.to.agency)}`}</span>
        </td>
        <td class="due">
          {item.due !== null && <>{times.short(Date.parse(item.due))}<span class={overdue ? 'when hot' : 'when warn'}>{dueText(item.due, serverMs)}</span></>}
          <button type="button" class="quiet" aria-expanded={explained} aria-controls={`why-${item.id}`} onClick={() => desk.explain(item.id)}>{text.explain}</button>
        </td>
        <td>
          {owner}
          {owner !== null && item.acknowledgedAt !== null && <span class="soft">{times.short(Date.parse(item.acknowledgedAt))}</span>}
        </td>
        <td class="actions">
          <RowActions desk={desk} row={row} state={state} />
          <p class={`note ${note?.kind ?? ''}`} role="status">{note === undefined ? '' : noteText(note)}</p>
        </td>
      </tr>
      {explained && <Explanation explained={desk.explained} id={item.id} />}
    </>
  );
}
