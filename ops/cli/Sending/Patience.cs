using System.Net;

namespace Monitor.Cli.Sending;

/// <summary>
/// Asks again while the service is busy (429), not ready (503) or not there, waiting as long as it asks for, and otherwise twice as long each time
/// from 0.25 s to 8 s; gives up when no answer came for <paramref name="limit"/>.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="limit">How long to wait for one answer, retries included.</param>
/// <param name="waiting">Told why there is a wait, and for how long.</param>
internal sealed class Patience(TimeProvider time, TimeSpan limit, Action<string, TimeSpan>? waiting = null)
{
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan _longestAsked = TimeSpan.FromSeconds(60);

    public async Task<HttpResponseMessage> AnswerAsync(Func<Task<HttpResponseMessage>> call, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (var pause = _first; ; pause = pause * 2 < _longest ? pause * 2 : _longest)
        {
            var (answer, trouble) = await TryAsync(call, cancellationToken);
            if (answer is not null && answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                return answer;
            var wait = Asked(answer) ?? pause;
            var reason = answer is null ? trouble!.Message : $"the service answered {(int)answer.StatusCode}";
            answer?.Dispose();
            if (time.GetElapsedTime(start) + wait > limit)
                throw new FailedException($"no answer within {limit.TotalSeconds:0} s: {reason}", trouble);
            waiting?.Invoke(reason, wait);
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private static async Task<(HttpResponseMessage?, Exception?)> TryAsync(Func<Task<HttpResponseMessage>> call, CancellationToken cancellationToken)
    {
        try
        {
            return (await call(), null);
        }
        catch (HttpRequestException e)
        {
            return (null, e);
        }
        catch (TaskCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, e);
        }
    }

    private TimeSpan? Asked(HttpResponseMessage? answer)
    {
        var after = answer?.Headers.RetryAfter;
        var wait = after?.Delta ?? (after?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait is not { } asked ? null : asked < TimeSpan.Zero ? TimeSpan.Zero : asked > _longestAsked ? _longestAsked : asked;
    }
}
