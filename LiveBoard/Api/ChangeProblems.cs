using System.Globalization;
using Grains.Interfaces.Changes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveBoard.Api;

/// <summary>Why a reviewed change cannot be previewed, applied or undone now, and what to do.</summary>
internal static class ChangeProblems
{
    public static ProblemHttpResult Unknown => Problems.Problem(
        404, ProblemTypes.UnknownChange, "Không có thay đổi này · Unknown change",
        "GET /api/v1/changes lists the changes. A preview that was not applied makes room for newer ones.");

    public static ProblemHttpResult Running(HttpContext http, string change)
    {
        RetryLater(http);
        return Problems.Problem(
            409, ProblemTypes.ChangeRunning, "Đang có một thay đổi khác được áp dụng · Another change is under way",
            $"Change {change} is under way, and nothing of this request was done. GET /api/v1/changes/{change} tells its progress; try again when it has ended.",
            ("change", change));
    }

    public static ProblemHttpResult PreviewRuns(HttpContext http)
    {
        RetryLater(http);
        return Problems.Problem(
            503, ProblemTypes.PreviewRunning, "Đang tính một bản xem trước khác · Another preview is being reckoned",
            "One preview is reckoned at a time. Send the same request again in a few seconds.");
    }

    public static ProblemHttpResult Of(HttpContext http, ChangeResult result) => result switch
    {
        { Outcome: ChangeOutcome.NoSuchChange } => Unknown,
        { Outcome: ChangeOutcome.OtherRuns, Change: { } running } => Running(http, running.Id),
        { Outcome: ChangeOutcome.Stale } => Problem(
            result, ProblemTypes.StalePreview, "Bản xem trước không còn đúng · The preview no longer holds",
            "The reference data have changed since it was made, so its numbers no longer hold. Make a new preview of the same document and apply that."),
        { Outcome: ChangeOutcome.Expired } => Problem(
            result, ProblemTypes.PreviewExpired, "Bản xem trước đã hết hạn · The preview has expired", "Make a new preview of the same document and apply that."),
        { Outcome: ChangeOutcome.WrongState } => Problem(
            result, ProblemTypes.ChangeState, "Không thực hiện được ở trạng thái này · Not possible in this state",
            "Only a preview can be applied, and only an applied change can be undone; \"change\" tells how it stands."),
        { Outcome: ChangeOutcome.Superseded, Change: { } newer } => Problem(
            result, ProblemTypes.ChangeSuperseded, "Đã có thay đổi mới hơn · There is a newer change", $"Undo change {newer.Id} first, or preview the content that you want."),
        { Outcome: ChangeOutcome.Superseded } => Problem(
            result, ProblemTypes.ChangeSuperseded, "Đã có thay đổi mới hơn · There is a newer change",
            "Its documents were put again since. Preview the content that you want instead of undoing."),
        _ => throw new InvalidOperationException($"A change has the outcome {result.Outcome}, which says nothing."),
    };

    private static ProblemHttpResult Problem(ChangeResult result, string type, string title, string detail) =>
        Problems.Problem(409, type, title, detail, ("change", result.Change is { } change ? change with { Impact = change.Impact with { ByAgency = [], Samples = [] } } : null));

    private static void RetryLater(HttpContext http) =>
        http.Response.Headers.RetryAfter = Problems.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
}
