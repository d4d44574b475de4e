using System.Collections.Immutable;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;

namespace LiveBoard.Ingest;

/// <summary>What was read of one event so far; an event once nothing is missing.</summary>
internal sealed class EventDraft
{
    private readonly string?[] _texts = new string?[EventFields.TextFields];

    /// <summary>The first thing wrong; personal data comes before everything else.</summary>
    public Refusal? Fault { get; private set; }

    public string? TypeText { get; set; }
    public EventType Type { get; set; }
    public DateTimeOffset? At { get; set; }
    public DateTimeOffset? Due { get; set; }
    public Allowance? Units { get; set; }
    public int? Value { get; set; }
    public int? Scale { get; set; }
    public ImmutableArray<string> Factors { get; set; } = [];

    public string? this[EventField field]
    {
        get => _texts[(int)field];
        set => _texts[(int)field] = value;
    }

    /// <summary>Begins the next event: one draft serves all of a request.</summary>
    public void Clear()
    {
        Array.Clear(_texts);
        (Fault, TypeText, Type, At, Due, Units, Value, Scale, Factors) = (null, null, EventType.Unknown, null, null, null, null, null, []);
    }

    public void Refuse(Refusal refusal)
    {
        if (Fault is null || (refusal.Code == "personal-data" && Fault.Code != "personal-data"))
            Fault = refusal;
    }

    public EventRead Finish()
    {
        var fault = Fault ?? Check();
        return new EventRead(fault is null ? ToEvent() : null, fault, this[EventField.Id], this[EventField.Source], ShowableDossier, TypeText);
    }

    private string? ShowableDossier => DossierCode.TryParse(this[EventField.Dossier], out var code) ? code.Value : null;

    private Refusal? Check() =>
        Required(EventField.Id) ?? Required(EventField.Source) ?? Required(EventField.Dossier)
        ?? (DossierCode.TryParse(this[EventField.Dossier], out _) ? null : Refusals.BadDossierCode)
        ?? (TypeText is null ? Refusals.Missing("type") : null)
        ?? (At is null ? Refusals.Missing("at") : null)
        ?? Agency(EventField.Agency) ?? Agency(EventField.Point)
        ?? RequiredByType();

    private Refusal? Required(EventField field) => this[field] is null ? Refusals.Missing(EventFields.NameOf(field)) : null;

    private Refusal? Agency(EventField field) =>
        this[field] is null || AgencyCode.TryParse(this[field], out _) ? null : Refusals.BadAgencyCode(EventFields.NameOf(field));

    private Refusal? RequiredByType() => Type switch
    {
        EventType.Registered or EventType.Received => ForType(EventField.Agency) ?? (Due is null ? ForType(EventField.Procedure) : null),
        EventType.Transferred => ForType(EventField.Agency),
        EventType.Step => ForType(EventField.Step),
        EventType.Extended => Due is null ? Refusals.Missing("due", TypeText) : null,
        EventType.Petitioned or EventType.PetitionAnswered => ForType(EventField.Petition),
        EventType.Rated => Rating(),
        _ => null,
    };

    private Refusal? ForType(EventField field) => this[field] is null ? Refusals.Missing(EventFields.NameOf(field), TypeText) : null;

    private Refusal? Rating() => this switch
    {
        { Value: null } => Refusals.Missing("value", TypeText),
        { Scale: null } => Refusals.Missing("scale", TypeText),
        { Scale: not (3 or 5) } => Refusals.BadRating("scale"),
        _ when Value < 1 || Value > Scale => Refusals.BadRating("value"),
        _ => null,
    };

    private DossierEvent ToEvent() => new()
    {
        Id = this[EventField.Id]!,
        Source = this[EventField.Source]!,
        Dossier = this[EventField.Dossier]!,
        Type = Type,
        At = At!.Value,
        Agency = this[EventField.Agency],
        Procedure = this[EventField.Procedure],
        Channel = this[EventField.Channel],
        Point = this[EventField.Point],
        Due = Due,
        Units = Units,
        Reason = this[EventField.Reason],
        Document = this[EventField.Document],
        Ground = this[EventField.Ground],
        Step = this[EventField.Step],
        Role = this[EventField.Role],
        Outcome = this[EventField.Outcome],
        Value = Value,
        Scale = Scale,
        Factors = Factors,
        Via = this[EventField.Via],
        Petition = this[EventField.Petition],
    };
}

/// <summary>One event as read: either the event or why not, and what may be shown of it.</summary>
internal readonly record struct EventRead(DossierEvent? Event, Refusal? Refusal, string? Id, string? Source, string? Dossier, string? Type);
