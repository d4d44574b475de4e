namespace Grains.Dossiers;

/// <summary>Odd things that a source told and that were applied all the same; listed under data quality.</summary>
internal static class Flags
{
    public const string AwaitsReceived = "awaits-received";
    public const string AwaitsRequest = "awaits-request";
    public const string CalendarDoesNotCover = "calendar-does-not-cover";
    public const string EndBeforeStart = "end-before-start";
    public const string DueBeforeStart = "due-before-start";
    public const string ExtendedAfterDue = "extended-after-due";
    public const string LateApology = "late-apology";
    public const string NoFinish = "returned-without-finished";
    public const string Reopened = "reopened";
    public const string SourcesDisagree = "sources-disagree";
    public const string UnknownProcedure = "unknown-procedure";
}
