import '../polyfill.ts';
import '../styles/desk.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { createDesk } from '../state/desk.ts';
import { kept } from '../state/kept.ts';
import { agencies, loadAgencies } from '../state/names.ts';
import { language, numbers, text } from '../text/page.ts';
import { followBuild } from '../transport/reload.ts';
import { DeskPage } from '../view/desk/DeskPage.tsx';
import { listenForShortcuts } from '../view/desk/shortcuts.ts';
import { SafeView } from '../view/SafeView.tsx';

const root = document.getElementById('app');

document.documentElement.lang = language;
document.title = text.desk;
loadAgencies();

function open(agency: string): void {
  const desk = createDesk(agency, followBuild());
  const shortcuts = kept('shortcuts', 'on');
  listenForShortcuts(desk, () => shortcuts.value === 'on');
  effect(() => {
    const list = desk.list.value;
    const unclaimed = (list?.waiting.length ?? 0) + (list?.rows.filter(row => !row.gone && row.item.state === 'raised').length ?? 0);
    document.title = unclaimed === 0 ? text.desk : `(${numbers.count(unclaimed)}) ${text.desk}`;
  });
  if (root !== null) render(<SafeView><DeskPage desk={desk} agency={agency} shortcuts={shortcuts} /></SafeView>, root);
}

const asked = new URLSearchParams(location.search).get('agency');
if (asked !== null && asked !== '') {
  open(asked);
} else {
  if (root !== null) render(<main class="sheet"><h1>{text.desk}</h1><p role="status">{text.connecting}</p></main>, root);
  // Without an agency in the address: the one at the top.
  let opened = false;
  effect(() => {
    const nodes = agencies.value;
    const top = nodes?.find(node => node.parent === null) ?? nodes?.[0];
    if (opened || top === undefined) return;
    opened = true;
    queueMicrotask(() => open(top.code));
  });
}
