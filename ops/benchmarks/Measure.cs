namespace Monitor.Bench;

/// <summary>One figure, beside its reference where it has one.</summary>
/// <param name="Unit">What the numbers count, such as <c>ns/op</c>. Rates (<c>/s</c>) are better when large, everything else when small.</param>
/// <param name="Target">The ratio to reach: how many times better than the reference.</param>
/// <param name="Goal">The figure itself to reach.</param>
internal sealed record Measure(string Name, string Unit, double Ours, double? Reference = null, double? Target = null, double? Goal = null)
{
    private bool IsRate => Unit.EndsWith("/s", StringComparison.Ordinal);

    public double? Ratio => Reference is { } reference && reference > 0 && Ours > 0 ? IsRate ? Ours / reference : reference / Ours : null;

    /// <summary>Null when nothing is to be reached.</summary>
    public bool? Met => Target is null && Goal is null ? null : Reaches(Target) && ReachesGoal;

    private bool ReachesGoal => Goal is not { } goal || (IsRate ? Ours >= goal : Ours <= goal);

    private bool Reaches(double? target) => target is null || Ratio >= target;
}
