import type { Explained } from '../../state/explained.ts';
import { text } from '../../text/page.ts';

/** Under an alert's row: why its dossier is due when it is. */
export function Explanation({ explained, id }: { explained: Explained; id: string }) {
  const told = explained.told.value;
  return (
    <tr class="why" id={`why-${id}`}>
      <td colSpan={6}>
        {told.kind === 'told'
          ? <p class="prose" tabIndex={0}>{told.prose}</p>
          : <p class="soft" role="status">{told.kind === 'asking' ? text.explaining : text.explainFailed}</p>}
      </td>
    </tr>
  );
}
