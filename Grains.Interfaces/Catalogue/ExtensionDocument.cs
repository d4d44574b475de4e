namespace Grains.Interfaces.Catalogue;

/// <summary>
/// When a due date may be put off with an apology (Mẫu 04, văn bản xin lỗi và đề nghị gia hạn). By default once, with at least one working
/// day's notice, as provinces report the rule of the one-stop decrees (NĐ 61/2018, replaced by NĐ 118/2025).
/// </summary>
[GenerateSerializer, Immutable, Alias("extension-document")]
public sealed record ExtensionDocument
{
    public static ExtensionDocument Default { get; } = new();

    /// <summary>How often, 0 to 10.</summary>
    [Id(0)] public int MaxTimes { get; init; } = 1;

    /// <summary>What becomes of one that is told when the due date has passed. The breach stands in any case.</summary>
    [Id(1)] public AfterDuePolicy AfterDue { get; init; }

    /// <summary>Open days between the notice and the due date, 0 to 30; with less the dossier is flagged <c>late-apology</c>.</summary>
    [Id(2)] public int NoticeDays { get; init; } = 1;

    /// <summary>Refuse one without the number of its document.</summary>
    [Id(3)] public bool DocumentRequired { get; init; }
}

public enum AfterDuePolicy
{
    /// <summary>The new date is kept, for the citizen was told it, and the dossier is flagged <c>extended-after-due</c>.</summary>
    Flag = 0,

    /// <summary>It is refused (<c>extension-after-due</c>).</summary>
    Refuse = 1,
}
