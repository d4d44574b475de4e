using System.Text;
using Grains.Interfaces.Deadlines;
using Grains.Interfaces.Dossiers;
using NodaTime;

namespace LiveBoard.Prose;

/// <summary>A dossier's deadlines as a clerk would explain them: clock by clock, then who had the time.</summary>
internal sealed class ExplanationProse
{
    private static readonly DateTimeZone _vietnam = DateTimeZoneProviders.Tzdb["Asia/Ho_Chi_Minh"];

    private readonly DossierExplanation _told;
    private readonly Language _language;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _agencies;
    private int _section;

    private ExplanationProse(DossierExplanation told, Language language)
    {
        (_told, _language) = (told, language);
        _agencies = told.Agencies.ToDictionary(agency => agency.Code, agency => language.Of(agency.Name), StringComparer.Ordinal);
    }

    public static string Write(DossierExplanation told, Language language) => new ExplanationProse(told, language).Write();

    private string Write()
    {
        var zone = ZoneOf(_told.Clocks.FirstOrDefault()?.Zone);
        Line(Say(ClockPhrases.Title, _told.Dossier));
        var procedure = _told.Procedure is not { } code ? ""
            : _told.ProcedureName is { } name ? " " + Say(ClockPhrases.Procedure, _language.Of(name), code)
            : " " + Say(ClockPhrases.ProcedureCode, code);
        Line(Say(ClockPhrases.AsOf, _language.Moment(_told.AsOf, zone)) + procedure);
        if (_told.Clocks.IsEmpty)
            Line(Say(ClockPhrases.NoClock));
        foreach (var clock in _told.Clocks)
            Clock(clock, ZoneOf(clock.Zone));
        if (_told.Attribution is { Lines.Length: > 0 } attribution)
            Ledger(attribution, zone);
        return _text.ToString();
    }

    private void Clock(ClockExplanation clock, DateTimeZone zone)
    {
        string Moment(DateTimeOffset at) => _language.Moment(at, zone);

        Section($"{Title(clock)}: {Say(State(clock))}");
        if (clock.Due is { } due)
            Line(Say(ClockPhrases.Due, Moment(due), Say(Basis(clock.Basis))));
        if (clock.OriginalDue is { } original && original != clock.Due)
            Line(Say(ClockPhrases.Original, Moment(original)));
        if (clock.PromisedDue is { } promised)
            Line(Say(ClockPhrases.Promised, Moment(promised)));
        if (clock.Breach is { } breach)
            Line(Say(ClockPhrases.Breach, Moment(breach)));
        if (clock.Ended is { } ended)
            Line(Say(ClockPhrases.Closed, Moment(ended)));
        if (clock.UsedSeconds is { } used)
            Line(Say(ClockPhrases.Used, _language.Duration(used)));
        if (clock is { Late: true, OverdueSeconds: { } late })
            Line(Say(ClockPhrases.LateBy, _language.Duration(late)));
        Line(Rules(clock));
        if (clock.Refused is { } refused)
            Line(Say(ClockPhrases.Refused, Refusal(refused)));
        foreach (var sentence in Count(clock, zone))
            Line("- " + sentence);
    }

    // Each extension is told where the count goes on from it.
    private IEnumerable<string> Count(ClockExplanation clock, DateTimeZone zone)
    {
        var prose = new StepProse(_language, zone, clock.Pauses);
        var legs = new List<List<ExplanationStep>>();
        foreach (var step in clock.Steps)
        {
            if (step.Kind == ExplanationKind.Start)
                legs.Add([]);
            legs[^1].Add(step);
        }

        // What could not be counted has no steps: before an extension where there was no date, after one that goes beyond the calendar.
        var next = 0;
        for (var i = 0; i <= clock.Extensions.Length; i++)
        {
            if (i > 0)
                yield return Language.Sentence(Extension(clock.Extensions[i - 1], zone));
            if (next == legs.Count || legs[next][0].At != (i == 0 ? clock.Started : clock.Extensions[i - 1].At))
                continue;
            var leg = legs[next++];
            var steps = i == 0 ? leg : leg.Where(step => step.Kind is not (ExplanationKind.Start or ExplanationKind.Promised)).ToList();
            foreach (var sentence in prose.Sentences(steps))
                yield return sentence;
        }
    }

    private void Ledger(Attribution ledger, DateTimeZone zone)
    {
        Section(Say(LedgerPhrases.Title));
        Line(Say(LedgerPhrases.Whole, _language.Moment(ledger.From, zone), _language.Moment(ledger.To, zone), _language.Duration(ledger.WorkingSeconds)));
        foreach (var line in ledger.Lines)
            Line("- " + Say(LedgerPhrases.Line, Holder(line), _language.Duration(line.WorkingSeconds)));
        Line(Say(LedgerPhrases.Sum, _language.Duration(ledger.WorkingSeconds)));
        if (ledger.SyncSeconds >= 1)
            Line(Say(LedgerPhrases.Sync, _language.Duration(ledger.SyncSeconds)));
    }

    private string Holder(AttributionLine line) => line.Kind switch
    {
        AttributionLine.Citizen => Say(LedgerPhrases.Citizen, Say(line.Pause == "payment" ? StepPhrases.Payment : StepPhrases.Supplement)),
        AttributionLine.OfStep when line.Role is { } role => Say(LedgerPhrases.StepAs, Agency(line.Agency), Step(line.Step), role),
        AttributionLine.OfStep => Say(LedgerPhrases.Step, Agency(line.Agency), Step(line.Step)),
        AttributionLine.HandOver => Say(LedgerPhrases.HandOver, Agency(line.Giver), Agency(line.Agency)),
        AttributionLine.Closed => Say(LedgerPhrases.Closed),
        _ => Say(LedgerPhrases.Agency, Agency(line.Agency)),
    };

    private string Title(ClockExplanation clock) => clock.Kind switch
    {
        "handling" => Say(ClockPhrases.Handling),
        "commitment" => Say(ClockPhrases.Commitment),
        "acceptance" => Say(ClockPhrases.Acceptance),
        "step" => Say(ClockPhrases.Step, Step(clock.Subject), Agency(clock.Agency)),
        _ => Say(ClockPhrases.Petition, clock.Subject),
    };

    private static Phrase State(ClockExplanation clock) => clock.State switch
    {
        "running" => ClockPhrases.Running,
        "dueSoon" => ClockPhrases.DueSoon,
        "overdue" => clock.Kind == "acceptance" ? ClockPhrases.OverdueAcceptance : ClockPhrases.Overdue,
        "paused" => ClockPhrases.Paused,
        "undated" => ClockPhrases.Undated,
        _ => clock.Due is null ? ClockPhrases.Ended : clock.Late ? ClockPhrases.EndedLate : ClockPhrases.EndedInTime,
    };

    private static Phrase Basis(string? basis) => basis switch
    {
        "source" => ClockPhrases.BySource,
        "policy" => ClockPhrases.ByPolicy,
        "extension" => ClockPhrases.ByExtension,
        _ => ClockPhrases.ByProcedure,
    };

    private string Rules(ClockExplanation clock)
    {
        var procedure = clock.ProcedureVersion > 0 ? Say(ClockPhrases.ProcedureVersion, clock.ProcedureVersion) : Say(ClockPhrases.UnknownProcedure);
        var policy = clock.PolicyVersion > 0 ? Say(ClockPhrases.PolicyVersion, clock.PolicyVersion) : Say(ClockPhrases.DefaultPolicy);
        return clock.Calendar is { } calendar ? Say(ClockPhrases.Calendar, calendar, clock.CalendarVersion, procedure, policy) : Say(ClockPhrases.NoCalendar, procedure, policy);
    }

    private string Extension(ExtensionDetail extension, DateTimeZone zone)
    {
        var more = new[]
        {
            extension.Reason is { } reason ? Say(ClockPhrases.Reason, reason) : null,
            extension.Document is { } document ? Say(ClockPhrases.Document, document) : null,
            Say(ClockPhrases.Source, extension.Source),
        };
        var (at, due, about) = (_language.Moment(extension.At, zone), _language.Moment(extension.Due, zone), $" ({string.Join("; ", more.OfType<string>())})");
        return extension.Replaced is { } replaced ? Say(ClockPhrases.Extension, at, due, _language.Moment(replaced, zone), about) : Say(ClockPhrases.FirstDate, at, due, about);
    }

    private string Refusal(Refusal refused) => refused.Code switch
    {
        "calendar-does-not-cover" => Say(ClockPhrases.NotCovered),
        "no-calendar" => Say(ClockPhrases.NoneKnown),
        _ => refused.Code,
    };

    private string Step(string? code) => _told.Clocks.FirstOrDefault(clock => clock.Kind == "step" && clock.Subject == code)?.Name is { } name ? _language.Of(name) : code ?? "";

    private string Agency(string? code) => code is null ? "—" : _agencies.GetValueOrDefault(code, code);

    private static DateTimeZone ZoneOf(string? zone) => (zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)) ?? _vietnam;

    private void Section(string title) => _text.Append('\n').Append(++_section).Append(". ").Append(title).Append('\n');

    private void Line(string text) => _text.Append(text).Append('\n');

    private string Say(Phrase phrase, params object?[] with) => _language.Say(phrase, with);
}
