using Grains.Dossiers;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Shouldly;
using Xunit;

namespace Grains.Tests.Dossiers;

/// <summary>What the rule sets ask of a dossier's story.</summary>
public sealed class StoryTests
{
    [Fact]
    public void Every_kind_of_end_is_kept_with_its_first_instant()
    {
        var story = new ADossier().Received("03-02 08:00").Tell(EventType.Stopped, "03-03 08:00").Finished("03-04 08:00")
            .Tell(EventType.Returned, "03-05 08:00").Tell(EventType.Returned, "03-06 08:00").View.Story;
        story.Ends.ShouldBe([
            new EndStory(PortalState.Stopped, ADossier.At("03-03 08:00")), new EndStory(PortalState.Finished, ADossier.At("03-04 08:00")),
            new EndStory(PortalState.Returned, ADossier.At("03-05 08:00"))]);
    }

    [Fact]
    public void A_reopening_takes_the_ends_back()
    {
        new ADossier().Received("03-02 08:00").Finished("03-03 08:00").Received("03-04 08:00").View.Story.Ends.ShouldBeEmpty();
        new ADossier().Registered("03-02 08:00").Tell(EventType.Declined, "03-03 08:00").Received("03-04 08:00").View.Story.Ends.ShouldBeEmpty();
    }

    [Fact]
    public void Requests_for_a_supplement_are_counted_one_told_twice_once()
    {
        var dossier = new ADossier().Received("03-02 08:00").Paused("03-03 08:00").Paused("03-03 09:00");
        (dossier.View.Story.SupplementRequests, dossier.View.Story.AwaitsSupplementSince).ShouldBe((1, ADossier.At("03-03 08:00")));
        dossier.Resumed("03-04 08:00").Tell(EventType.PaymentRequested, "03-04 09:00");
        (dossier.View.Story.SupplementRequests, dossier.View.Story.AwaitsSupplementSince).ShouldBe((1, null));
        dossier.Paused("03-05 08:00").Finished("03-06 08:00");
        (dossier.View.Story.SupplementRequests, dossier.View.Story.AwaitsSupplementSince).ShouldBe((2, null), "nothing is awaited after the end");
    }

    [Fact]
    public void A_step_ends_where_the_next_begins_where_the_dossier_goes_elsewhere_or_ends()
    {
        var steps = new ADossier().Received("03-02 08:00")
            .Tell(EventType.Step, "03-02 09:00", told => told with { Step = "examine" })
            .Tell(EventType.Step, "03-03 09:00", told => told with { Step = "sign", Agency = Office.Division })
            .Transferred("03-04 09:00", Office.Commune)
            .Tell(EventType.Step, "03-05 09:00", told => told with { Step = "post" })
            .Finished("03-06 09:00").View.Story.Steps;
        steps.Select(step => (step.Step, step.Agency, step.To)).ShouldBe([
            ("examine", Office.Department, ADossier.At("03-03 09:00")), ("sign", Office.Division, ADossier.At("03-04 09:00")),
            ("post", Office.Commune, ADossier.At("03-06 09:00"))]);
    }
}
