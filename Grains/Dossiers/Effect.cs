namespace Grains.Dossiers;

/// <summary>What an event did to the story; refused ones are named in <see cref="Refusals"/>.</summary>
internal enum Effect
{
    /// <summary>It took its effect.</summary>
    Applied = 0,

    /// <summary>Kept until the dossier is received.</summary>
    AwaitsReceived,

    /// <summary>A resumption kept until the request that it answers is known.</summary>
    AwaitsRequest,

    /// <summary>Kept in its source's own view; another source has the say.</summary>
    OtherSource,

    /// <summary>After the end: kept, and the clock does not ask.</summary>
    AfterEnd,

    AlreadyReceived,
    AlreadyEnded,
    AlreadyPaused,
    AlreadyExtended,
    ExtendedAfterDue,
    ExtendedNoLater,
    ExtendedWithoutDocument,
}
