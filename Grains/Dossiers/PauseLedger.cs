using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Time;
using NodaTime.Extensions;

namespace Grains.Dossiers;

/// <summary>
/// The pauses of one dossier, each kind by itself: the clock stands still while any of them lasts. An end closes what is still open.
/// </summary>
internal sealed class PauseLedger
{
    public const string Supplement = "supplement";
    public const string Payment = "payment";

    private readonly List<PauseDetail> _closed = [];
    private readonly List<PauseDetail> _open = [];

    public bool IsStopped => _open.Count > 0;

    /// <summary>False when a pause of this kind is open already.</summary>
    public bool TryStop(string kind, DossierEvent told)
    {
        if (_open.Exists(pause => pause.Kind == kind))
            return false;
        _open.Add(new PauseDetail(kind, told.At, null, told.Ground, told.Source, told.Document));
        return true;
    }

    /// <summary>False when no pause of this kind is open.</summary>
    public bool TryResume(string kind, DossierEvent told)
    {
        var index = _open.FindIndex(pause => pause.Kind == kind);
        if (index < 0)
            return false;
        _closed.Add(_open[index] with { To = told.At });
        _open.RemoveAt(index);
        return true;
    }

    /// <summary>An end closes what is open.</summary>
    public void Close(DateTimeOffset ended)
    {
        _closed.AddRange(_open.Select(pause => pause with { To = ended }));
        _open.Clear();
    }

    public ImmutableArray<PauseDetail> Details(DateTimeOffset? ended) => _closed.Count + _open.Count == 0
        ? []
        : [.. _closed.Concat(_open.Select(pause => pause with { To = ended })).OrderBy(pause => pause.From)];

    /// <summary>The same without kinds.</summary>
    public static Pauses Spans(ImmutableArray<PauseDetail> pauses) => pauses.IsEmpty
        ? Pauses.None
        : Pauses.Of(pauses.Select(pause => new Pause(pause.From.ToInstant(), pause.To?.ToInstant())));
}
