namespace LiveBoard.Api;

/// <summary>Every <c>type</c> that a problem answer can have. Stable: programs rely on them.</summary>
public static class ProblemTypes
{
    private const string Prefix = "urn:dossier-monitor:";

    public const string UnreadableBody = Prefix + "unreadable-body";
    public const string BodyTooLarge = Prefix + "body-too-large";
    public const string UnsupportedMediaType = Prefix + "unsupported-media-type";
    public const string BadParameter = Prefix + "bad-parameter";
    public const string BadDocument = Prefix + "bad-document";
    public const string BadCommand = Prefix + "bad-command";
    public const string BadRequest = Prefix + "bad-request";
    public const string UnknownAgency = Prefix + "unknown-agency";
    public const string UnknownDossier = Prefix + "unknown-dossier";
    public const string UnknownAlert = Prefix + "unknown-alert";
    public const string NotFound = Prefix + "not-found";
    public const string MethodNotAllowed = Prefix + "method-not-allowed";
    public const string NotAcceptable = Prefix + "not-acceptable";
    public const string StaleAlert = Prefix + "stale-alert";
    public const string UnknownChange = Prefix + "unknown-change";
    public const string ChangeRunning = Prefix + "change-running";
    public const string PreviewRunning = Prefix + "preview-running";
    public const string StalePreview = Prefix + "stale-preview";
    public const string PreviewExpired = Prefix + "preview-expired";
    public const string ChangeState = Prefix + "change-state";
    public const string ChangeSuperseded = Prefix + "change-superseded";
    public const string ForeignOrigin = Prefix + "foreign-origin";
    public const string UnknownHost = Prefix + "unknown-host";
    public const string PastBusy = Prefix + "past-busy";
    public const string Overloaded = Prefix + "overloaded";
    public const string Unavailable = Prefix + "unavailable";
    public const string Internal = Prefix + "internal-error";

    /// <summary>The type of an answer that nothing more is known of than its status.</summary>
    public static string OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status406NotAcceptable => NotAcceptable,
        StatusCodes.Status413PayloadTooLarge => BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => Overloaded,
        StatusCodes.Status503ServiceUnavailable => Unavailable,
        >= 500 => Internal,
        _ => BadRequest,
    };
}
