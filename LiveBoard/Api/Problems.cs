using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Escalation;
using LiveBoard.Ingest;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LiveBoard.Api;

/// <summary>Problem answers (RFC 9457). Titles are Vietnamese, then English; details name the remedy and hold no personal data.</summary>
/// <remarks>A new one for each answer: whoever writes it out adds to it, and two that did so at once would break it for good.</remarks>
internal static class Problems
{
    /// <summary>Seconds after which a refused sender should try again.</summary>
    public const int RetryAfterSeconds = 5;

    public static ProblemHttpResult UnreadableEvents(UnreadableBodyException fault) =>
        UnreadableBody(fault, "Events before this place may have been applied; mend it and send everything again.");

    public static ProblemHttpResult UnreadableDocument(UnreadableBodyException fault) =>
        UnreadableBody(fault, "Nothing was changed; mend it and send the document again.");

    public static ProblemHttpResult UnreadableDeadlines(UnreadableBodyException fault) =>
        UnreadableBody(fault, "Nothing was counted; mend it and send the items again.");

    private static ProblemHttpResult UnreadableBody(UnreadableBodyException fault, string remedy) => Problem(
        400, ProblemTypes.UnreadableBody, "Nội dung gửi không đọc được · The body cannot be read",
        $"Line {fault.Line}, column {fault.Column}: {fault.Message} {remedy}", ("line", fault.Line), ("column", fault.Column));

    public static ProblemHttpResult BodyTooLarge(string detail) =>
        Problem(413, ProblemTypes.BodyTooLarge, "Nội dung gửi quá lớn · The body is too large", detail);

    public static ProblemHttpResult UnsupportedMediaType(string accepted) => Problem(
        415, ProblemTypes.UnsupportedMediaType, "Kiểu nội dung không được hỗ trợ · Unsupported media type",
        $"Send Content-Type {accepted}, in UTF-8 and without content encoding.");

    public static ProblemHttpResult BadParameter(string name, string remedy) => Problem(
        400, ProblemTypes.BadParameter, "Tham số không hợp lệ · Bad parameter", $"\"{name}\": {remedy}", ("parameter", name));

    public static ProblemHttpResult BadDocument(ImmutableArray<DocumentProblem> problems) => Problem(
        422, ProblemTypes.BadDocument, "Tài liệu có lỗi · The document has problems", "Nothing was changed. Mend every problem listed and send the document again.",
        ("problems", problems));

    public static ProblemHttpResult BadCommand(string field, string remedy) => Problem(
        400, ProblemTypes.BadCommand, "Lệnh không hợp lệ · Bad command", $"\"{field}\": {remedy}", ("field", field));

    public static ProblemHttpResult UnknownAgency => Problem(
        404, ProblemTypes.UnknownAgency, "Không có cơ quan này · Unknown agency", "GET /api/v1/agencies lists the agencies.");

    public static ProblemHttpResult UnknownDossier => Problem(
        404, ProblemTypes.UnknownDossier, "Không có hồ sơ này · Unknown dossier", "No event of a dossier with this code was ever kept. A slash in a code is written %2F.");

    public static ProblemHttpResult UnknownAlert => Problem(
        404, ProblemTypes.UnknownAlert, "Không có cảnh báo này · Unknown alert", "GET /api/v1/alerts lists the alerts.");

    public static ProblemHttpResult StaleAlert(Alert? current) => Problem(
        409, ProblemTypes.StaleAlert, "Cảnh báo đã thay đổi · The alert has changed",
        "Có người xử lý trước, hoặc cảnh báo đã đóng. / Somebody was first, or the alert is closed; \"current\" is the alert as it is now.",
        ("current", current));

    public static ProblemHttpResult Unavailable => Problem(
        503, ProblemTypes.Unavailable, "Tạm thời không phục vụ được · Unavailable for the moment",
        "Nothing of this request may be taken as done. Send the same request again later; what was kept already is not counted twice.");

    public static ProblemHttpResult PastBusy => Problem(
        503, ProblemTypes.PastBusy, "Nhiều người đang hỏi số liệu quá khứ · The past is asked for by many",
        "Figures of the past are told from every event, one question after the other, and too many wait already. Send the same request again in some seconds.");

    public static ProblemHttpResult Internal => Problem(
        500, ProblemTypes.Internal, "Lỗi hệ thống · Internal error", "This is a defect of the service; it is in its log.");

    public static ProblemHttpResult OfStatus(int status, string title, string detail) =>
        Problem(status, ProblemTypes.OfStatus(status), title, detail);

    public static ProblemHttpResult Problem(int status, string type, string title, string detail, params (string Name, object? Value)[] more)
    {
        var problem = new ProblemDetails { Status = status, Type = type, Title = title, Detail = detail };
        foreach (var (name, value) in more)
            problem.Extensions[name] = value;
        return TypedResults.Problem(problem);
    }
}
