using System.Collections.Immutable;
using System.Globalization;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Changes;

namespace Grains.Changes;

/// <summary>What whoever reviews a change should think of.</summary>
internal static class PreviewWarnings
{
    public static ImmutableArray<DocumentWarning> Of(ChangeDetail preview, ImpactCounts counts)
    {
        var kind = JsonName(preview.Kind);
        var warnings = ImmutableArray.CreateBuilder<DocumentWarning>();
        if (counts.Uncovered > 0)
            Warn("does-not-cover", $"{counts.Uncovered} dossiers would lose their due date, because the calendar does not cover it: extend its validity first.");
        if (counts.BecomesLate > 0)
            Warn("becomes-late", $"{counts.BecomesLate} dossiers that are in time now would be late at once.");
        if (!preview.Added.IsEmpty)
            Warn("stays", $"Documents that are new stay in the catalogue when the change is undone; versions never disappear.");
        if (preview is { Added.IsEmpty: true, Changed.IsEmpty: true } && counts.Touched == 0)
            Warn("nothing-to-do", $"Everything given is in force, and no open dossier is behind it.");
        return warnings.ToImmutable();

        void Warn(string code, FormattableString message) => warnings.Add(new DocumentWarning(code, kind, null, message.ToString(CultureInfo.InvariantCulture)));
    }

    private static string JsonName(ReferenceKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
