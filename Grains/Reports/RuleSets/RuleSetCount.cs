using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Reports;

namespace Grains.Reports.RuleSets;

/// <summary>How many dossiers of one agency, or of several together, a rule set puts where.</summary>
internal sealed class RuleSetCount
{
    private readonly int[] _classes = new int[6];

    public int Online { get; private set; }

    public int Direct { get; private set; }

    public int CarriedOver { get; private set; }

    /// <summary>In process with the clock stopped.</summary>
    public int Waiting { get; private set; }

    public TimeSpan HandlingTime { get; private set; }

    public int Resolved => this[VerdictClass.Before] + this[VerdictClass.OnTime] + this[VerdictClass.Late];

    public int InProcess => this[VerdictClass.InTime] + this[VerdictClass.Overdue];

    public int InHand => Resolved + InProcess;

    public int this[VerdictClass place] => _classes[(int)place];

    public void Add(DossierFacts facts, Verdict verdict, Period period)
    {
        _classes[(int)verdict.Class]++;
        if (verdict.Class == VerdictClass.NotCounted)
            return;
        if (facts.Received < period.From)
            CarriedOver++;
        else if (facts.IsOnline)
            Online++;
        else
            Direct++;
        if (verdict.Ended is { } ended)
            HandlingTime += Positive(ended - facts.Received!.Value - facts.SupplementTime);
        else if (facts.AwaitsSupplementSince is not null || facts.AwaitsPaymentSince is not null)
            Waiting++;
    }

    public void Add(RuleSetCount other)
    {
        for (var i = 0; i < _classes.Length; i++)
            _classes[i] += other._classes[i];
        (Online, Direct, CarriedOver, Waiting) = (Online + other.Online, Direct + other.Direct, CarriedOver + other.CarriedOver, Waiting + other.Waiting);
        HandlingTime += other.HandlingTime;
    }

    public RateFigure Rate(RuleSet rules, Span span)
    {
        var resolvedOnTime = this[VerdictClass.Before] + this[VerdictClass.OnTime];
        return rules.Document.Denominator switch
        {
            DenominatorRule.Received => rules.Rate(resolvedOnTime, InHand, span),
            DenominatorRule.ReceivedAndProcessed => rules.Rate(resolvedOnTime + this[VerdictClass.InTime], InHand, span),
            _ => rules.Rate(resolvedOnTime, Resolved, span),
        };
    }

    // An end told with a time before the start took no time.
    private static TimeSpan Positive(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
