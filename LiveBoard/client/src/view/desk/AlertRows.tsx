import type { Desk } from '../../state/desk.ts';
import type { DeskRow } from '../../state/deskList.ts';
import { text } from '../../text/page.ts';
import { AlertRow } from './AlertRow.tsx';

export function AlertRows({ desk, rows }: { desk: Desk; rows: readonly DeskRow[] }) {
  const selected = desk.selected.value;
  // One stop for the Tab key; j and k move within.
  const tabStop = rows.some(row => row.item.id === selected) ? selected : rows[0]?.item.id;
  return (
    <table class="alerts">
      <thead>
        <tr>
          <th scope="col">{text.state}</th>
          <th scope="col">{text.dossier}</th>
          <th scope="col">{text.agency}</th>
          <th scope="col">{text.deadline}</th>
          <th scope="col">{text.owner}</th>
          <th scope="col">{text.actions}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => <AlertRow key={row.item.id} desk={desk} row={row} tabStop={row.item.id === tabStop} />)}
      </tbody>
    </table>
  );
}
