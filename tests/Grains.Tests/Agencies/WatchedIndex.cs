using Grains.Agencies;
using Grains.Interfaces.Dossiers;
using NodaTime;

namespace Grains.Tests.Agencies;

/// <summary>An index with the clock that an agency gives it, and beside it the newest lines and the rungs that are to come, kept the plain way.</summary>
internal sealed class WatchedIndex(string agency, DateTimeOffset start)
{
    private readonly Dictionary<string, (DossierLine Line, DateTimeOffset Told)> _newest = [];

    public AgencyIndex Index { get; } = new(agency, BoardDay.Of(start, DateTimeZone.Utc));

    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Dossiers that this agency is competent for, with the mark that has not come out yet.</summary>
    public Dictionary<string, DateTimeOffset> Marks { get; } = [];

    public List<DossierLine> Newest => [.. _newest.Values.Select(known => known.Line)];

    public List<DossierLine> Competent => [.. Newest.Where(line => line.Agency == agency)];

    public List<DossierLine> Received => [.. Newest.Where(line => line.Point == agency)];

    /// <summary>A line comes in, unless it tells of the future, or was overtaken more than a day ago: such a one is not delivered any more.</summary>
    public void Tell(DossierLine line)
    {
        if (line.Received > Now || line.Ended > Now || line.Rating?.At > Now)
            return;
        var isKnown = _newest.TryGetValue(line.Dossier, out var known);
        if (isKnown && line.Version < known.Line.Version && Now - known.Told > TimeSpan.FromDays(1))
            return;
        Index.Apply(line, Now);
        if (isKnown && line.Version <= known.Line.Version)
            return;
        _newest[line.Dossier] = (line, Now);
        Marks.Remove(line.Dossier);
        if (line.NextMark is { } mark && line.Agency == agency)
            Marks[line.Dossier] = mark;
    }

    public void Pass(TimeSpan time)
    {
        Now += time;
        Index.Advance(Now);
        var day = BoardDay.Of(Now, DateTimeZone.Utc);
        if (day != Index.Day)
            Index.StartDay(day, Now);
    }
}
