import type { Signal } from '@preact/signals';
import { NOTHING } from '../../format/number.ts';
import type { Desk } from '../../state/desk.ts';
import type { Block } from '../../state/permission.ts';
import { inLanguage, language, numbers, otherLanguage, text, times } from '../../text/page.ts';
import { AlertRows } from './AlertRows.tsx';
import { DeskBar } from './DeskBar.tsx';

export interface DeskProps { desk: Desk; agency: string; shortcuts: Signal<string> }

export function DeskPage({ desk, agency, shortcuts }: DeskProps) {
  const list = desk.list.value;
  const block = desk.block.value;
  const open = desk.live.board.value?.openAlerts;
  const checked = desk.checkedAt.value;
  return (
    <div class="sheet">
      <header class="top">
        <h1>{text.desk}</h1>
        <nav>
          <a href={inLanguage('/')}>{text.toBoards}</a>
          <a href={otherLanguage()} lang={language === 'en' ? 'vi' : 'en'}>{text.language}</a>
        </nav>
      </header>
      <main>
        <DeskBar desk={desk} agency={agency} shortcuts={shortcuts} />
        <p class={block === null ? 'block' : 'block on'} role="status">{block === null ? '' : blockText(block)}</p>
        <div class="list-head">
          <p class="soft">{text.openAlerts(open === undefined ? NOTHING : numbers.count(open))} · {text.checkedAt(checked === null ? NOTHING : times.clock(checked))}</p>
          {list !== null && list.waiting.length > 0 && (
            <button type="button" class="pill" onClick={() => desk.showWaiting()}>{text.fresh(numbers.count(list.waiting.length))}</button>
          )}
        </div>
        {list === null && <p class="soft">{desk.alerts.failed.value ? text.loadFailed : text.connecting}</p>}
        {list !== null && list.rows.length === 0 && <p class="empty">{text.noAlerts}</p>}
        {list !== null && list.rows.length > 0 && <AlertRows desk={desk} rows={list.rows} />}
        {desk.alerts.hasMore.value && <button type="button" onClick={() => desk.alerts.readMore()}>{text.more}</button>}
      </main>
    </div>
  );
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'waiting': return text.blockedWaiting;
    case 'link': return text.blockedLink;
    case 'old': return text.blockedOld(numbers.count(block.seconds));
    case 'officer': return text.officerMissing;
  }
}
