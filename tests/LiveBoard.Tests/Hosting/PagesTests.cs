using System.Net;
using LiveBoard.Tests.Support;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Hosting;

public sealed class PagesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("board-pages-").FullName;

    public PagesTests()
    {
        foreach (var page in new[] { "index", "wall", "desk" })
            File.WriteAllText(Path.Combine(_root, page + ".html"), $"<title>{page}</title>");
        Directory.CreateDirectory(Path.Combine(_root, "assets"));
        File.WriteAllText(Path.Combine(_root, "assets", "a-1234.js"), "1");
    }

    [Theory]
    [InlineData("/", "index"), InlineData("/wall/centre", "wall"), InlineData("/desk", "desk")]
    public async Task Each_address_has_its_page(string path, string page)
    {
        await using var host = await BoardHost.StartAsync(null, ("WebRoot", _root));
        var answer = await host.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await answer.Content.ReadAsStringAsync()).ShouldContain(page);
    }

    [Fact]
    public async Task Files_with_a_hash_in_their_name_are_kept_by_browsers()
    {
        await using var host = await BoardHost.StartAsync(null, ("WebRoot", _root));
        (await host.GetAsync("/assets/a-1234.js")).Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(365));
        (await host.GetAsync("/wall.html")).Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Fact]
    public async Task A_wall_of_nobody_is_not_found_in_both_languages()
    {
        await using var host = await BoardHost.StartAsync(null, ("WebRoot", _root));
        var answer = await host.GetAsync("/wall/nobody");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("Không có bảng");
        text.ShouldContain("No board");
    }

    [Fact]
    public async Task A_wall_loads_while_nobody_can_say_whether_its_agency_exists()
    {
        var grains = new FakeGrains();
        grains.Catalogue.GetAgenciesAsync(Arg.Any<CancellationToken>()).ThrowsAsync(new IOException());
        await using var host = await BoardHost.StartAsync(grains, ("WebRoot", _root));
        (await host.GetAsync("/wall/nobody")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_built_pages_the_api_still_answers()
    {
        await using var host = await BoardHost.StartAsync(null, ("WebRoot", Path.Combine(_root, "none")));
        (await host.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await host.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
