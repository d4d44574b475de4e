import { useState } from 'preact/hooks';
import type { Desk } from '../../state/desk.ts';
import type { DeskRow } from '../../state/deskList.ts';
import { text } from '../../text/page.ts';
import { focusRow } from './focus.ts';
import { REASONS } from './words.ts';

export function RowActions({ desk, row, state }: { desk: Desk; row: DeskRow; state: string }) {
  const { id } = row.item;
  const note = desk.notes.value.get(id);
  const barred = desk.block.value !== null || note?.kind === 'sending';
  const open = !row.gone && (state === 'raised' || state === 'acknowledged' || state === 'snoozed');
  if (!open) return null;
  if (desk.closing.value === id) return <Closing desk={desk} id={id} barred={barred} />;
  return (
    <div class="buttons">
      {state === 'raised' && (
        <button type="button" class="main" aria-disabled={barred} onClick={() => desk.acknowledge(id)}>{text.acknowledge}</button>
      )}
      <button type="button" aria-disabled={barred} onClick={() => desk.startClosing(id)}>{text.resolve}</button>
      {note?.kind === 'unsent' && (
        <button type="button" class="main" aria-disabled={barred} onClick={() => desk.sendAgain(id)}>{text.retry}</button>
      )}
    </div>
  );
}

/** Closing asks why; the first reason is not chosen for the officer. */
function Closing({ desk, id, barred }: { desk: Desk; id: string; barred: boolean }) {
  const [reason, setReason] = useState('');
  const leave = (): void => {
    desk.startClosing(null);
    focusRow(id);
  };
  const close = (event: Event): void => {
    event.preventDefault();
    if (reason === '' || barred) return;
    desk.resolve(id, reason);
    focusRow(id);
  };
  return (
    <form class="closing" onSubmit={close} onKeyDown={event => event.key === 'Escape' && leave()}>
      <label>
        <span>{text.reason}</span>
        <select ref={select => void (select !== null && reason === '' && select.focus())} value={reason} onChange={event => setReason(event.currentTarget.value)}>
          <option value="" />
          {REASONS.map(([code, said]) => <option key={code} value={code}>{said}</option>)}
        </select>
      </label>
      <button type="submit" class="main" aria-disabled={barred || reason === ''}>{text.resolve}</button>
      <button type="button" onClick={leave}>{text.cancel}</button>
    </form>
  );
}
