using System.Net.WebSockets;
using LiveBoard.Tests.Support;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Board;

public class BoardHubTests
{
    [Fact]
    public async Task A_display_gets_the_board_then_what_changes()
    {
        await using var host = await BoardHost.StartAsync();
        var agency = host.Grains.AgencyOf("a/centre");
        agency.Board = Frames.Of(7, open: 3);
        await using var hub = await HubSocket.OpenAsync(host);
        await hub.WatchAsync("centre");
        var snapshot = (await hub.NextAsync())["item"]!;
        snapshot["kind"]!.GetValue<string>().ShouldBe("snapshot");
        snapshot["figures"]!["open"]!.GetValue<int>().ShouldBe(3);
        snapshot["agency"]!["name"]!["vi"]!.GetValue<string>().ShouldBe("Sở centre");
        snapshot.AsObject().ContainsKey("prev").ShouldBeTrue();
        snapshot["children"]![0]!["figures"]!["onTime"]!.AsObject().ContainsKey("rate").ShouldBeTrue();

        await agency.Observer!.OnFrameAsync(Frames.Of(8, open: 4));
        var delta = (await hub.NextAsync())["item"]!;
        delta["kind"]!.GetValue<string>().ShouldBe("delta");
        delta["prev"]!.GetValue<long>().ShouldBe(7);
        delta["figures"]!["open"]!.GetValue<int>().ShouldBe(4);
        delta.AsObject().ContainsKey("alerts").ShouldBeFalse();

        await agency.Observer.OnBeatAsync("e1", 8, Frames.Start.AddSeconds(13));
        var beat = (await hub.NextAsync())["item"]!;
        beat["kind"]!.GetValue<string>().ShouldBe("beat");
        beat["asOf"]!.GetValue<DateTimeOffset>().ShouldBe(Frames.Start.AddSeconds(13));
        string[] head = ["kind", "epoch", "sequence", "prev", "asOf", "serverNow", "sourceAgeMs", "build", "simulated", "clock", "speed"];
        beat.AsObject().Select(field => field.Key).ShouldBe(head, ignoreOrder: true);
    }

    [Fact]
    public async Task A_display_that_has_the_board_already_gets_a_beat()
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.AgencyOf("a/centre").Board = Frames.Of(7);
        await using var hub = await HubSocket.OpenAsync(host);
        await hub.WatchAsync("centre", "e1", 7);
        (await hub.NextAsync())["item"]!["kind"]!.GetValue<string>().ShouldBe("beat");
    }

    [Theory]
    [InlineData("nobody"), InlineData(" "), InlineData("a\u0000b")]
    public async Task An_unknown_agency_is_told_by_a_stable_code(string agency)
    {
        await using var host = await BoardHost.StartAsync();
        await using var hub = await HubSocket.OpenAsync(host);
        await hub.WatchAsync(agency);
        (await hub.NextAsync())["error"]!.GetValue<string>().ShouldContain("unknown-agency:");
    }

    [Fact]
    public async Task Displays_are_bounded()
    {
        await using var host = await BoardHost.StartAsync(null, ("MaxDisplays", "1"));
        host.Grains.AgencyOf("a/centre").Board = Frames.Of(7);
        await using var first = await HubSocket.OpenAsync(host);
        await first.WatchAsync("centre");
        await first.NextAsync();
        await using var second = await HubSocket.OpenAsync(host);
        await second.WatchAsync("centre");
        (await second.NextAsync())["error"]!.GetValue<string>().ShouldContain("too-many-displays:");
    }

    [Theory]
    [InlineData("http://evil.example"), InlineData("null"), InlineData("http://127.0.0.1:1")]
    public async Task A_foreign_page_cannot_open_the_hub(string origin)
    {
        await using var host = await BoardHost.StartAsync();
        await Should.ThrowAsync<WebSocketException>(() => HubSocket.OpenAsync(host, origin));
        await using var own = await HubSocket.OpenAsync(host, host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
    }
}
