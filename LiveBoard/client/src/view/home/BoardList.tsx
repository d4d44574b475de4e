import { useSignal } from '@preact/signals';
import { agencies, agenciesFailed, simulated } from '../../state/names.ts';
import { fold, matching, treeOf, type Branch } from '../../state/tree.ts';
import { inLanguage, language, nameOf, otherLanguage, text } from '../../text/page.ts';
import { localeOf } from '../../format/number.ts';

const collator = new Intl.Collator(localeOf(language));

export function BoardList() {
  const wanted = useSignal('');
  const nodes = agencies.value;
  const tree = treeOf(nodes ?? [], (a, b) => collator.compare(nameOf(a.name), nameOf(b.name)));
  const shown = matching(tree, fold(wanted.value.trim()), agency => nameOf(agency.name));
  return (
    <div class="sheet">
      <header class="top">
        <h1>{text.product}</h1>
        {simulated.value && <p class="ribbon">{text.simulated}</p>}
        <nav>
          <a href={inLanguage('/desk')}>{text.toDesk}</a>
          <a href={otherLanguage()} lang={language === 'en' ? 'vi' : 'en'}>{text.language}</a>
        </nav>
      </header>
      <main>
        <h2>{text.boards}</h2>
        <label class="search">
          <span>{text.searchAgency}</span>
          <input type="search" value={wanted.value} onInput={event => (wanted.value = event.currentTarget.value)} />
        </label>
        <p role="status" class="soft">
          {nodes === null ? (agenciesFailed.value ? text.loadFailed : text.connecting) : shown.length === 0 ? text.noAgency : ''}
        </p>
        <Level branches={shown} />
      </main>
    </div>
  );
}

function Level({ branches }: { branches: Branch[] }) {
  if (branches.length === 0) return null;
  return (
    <ul>
      {branches.map(({ agency, below }) => (
        <li key={agency.code}>
          <a href={inLanguage(`/wall/${encodeURIComponent(agency.code)}`)}>
            {nameOf(agency.name)} <span class="soft code">{agency.code}</span>
          </a>
          <Level branches={below} />
        </li>
      ))}
    </ul>
  );
}
