import type { Board } from '../../state/board.ts';
import type { LiveBoard } from '../../state/liveBoard.ts';
import { text } from '../../text/page.ts';
import type { AlertItem } from '../../wire.ts';
import { Shape } from '../Shape.tsx';
import { ALERT_LINES, alertLines } from './metrics.ts';
import { dueText } from './moments.ts';

interface Props { board: Board; live: LiveBoard; nameOfAgency: (code: string) => string }

export function AlertLines({ board, live, nameOfAgency }: Props) {
  const serverMs = live.serverMs.value ?? 0;
  const whenOf = ({ due }: AlertItem): string => (due === null ? '' : dueText(due, serverMs));
  const newest = newestThatFit(board.alerts, alert => alertLines(alert.dossier, nameOfAgency(alert.agency), whenOf(alert)));
  return (
    <section class="alerts" aria-label={text.newestAlerts}>
      {newest.length === 0 && <p class="soft">{text.noAlerts}</p>}
      {newest.map(alert => {
        const overdue = alert.due !== null && Date.parse(alert.due) <= serverMs;
        return (
          <p key={alert.id}>
            <Shape severity={overdue ? 'hot' : 'warn'} />
            <b class="code">{alert.dossier}</b>
            <span class="who">{nameOfAgency(alert.agency)}</span>
            <span class={overdue ? 'when hot' : 'when warn'}>{whenOf(alert)}</span>
          </p>
        );
      })}
    </section>
  );
}

function newestThatFit(alerts: readonly AlertItem[], linesOf: (alert: AlertItem) => number): AlertItem[] {
  const sorted = alerts.slice().sort((a, b) => Date.parse(b.raisedAt) - Date.parse(a.raisedAt));
  const fitting: AlertItem[] = [];
  let lines = 0;
  for (const alert of sorted.slice(0, ALERT_LINES)) {
    lines += linesOf(alert);
    if (lines > ALERT_LINES && fitting.length > 0) break;
    fitting.push(alert);
  }
  return fitting;
}
