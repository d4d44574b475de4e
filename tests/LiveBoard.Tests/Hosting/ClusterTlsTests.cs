using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using LiveBoard.Hosting;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace LiveBoard.Tests.Hosting;

/// <summary>Who is let in, on connections between two ends that each decide for themselves.</summary>
public sealed class ClusterTlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _stranger = new("stranger");

    [Theory, InlineData(SslProtocols.Tls12), InlineData(SslProtocols.Tls13)]
    public async Task Two_of_one_authority_let_each_other_in(SslProtocols protocol)
    {
        (await MeetAsync(Silo(_authority.Sign()), Board(_authority.SignCaller()), protocol)).ShouldBe((null, null));
    }

    [Fact]
    public async Task What_leads_to_the_authority_is_in_the_file_of_the_certificate()
    {
        using var below = new TestAuthority("below", above: _authority);
        var signed = below.Sign() with { Authority = _authority.Certificate };
        Should.Throw<ClusterTlsException>(() => Silo(signed)).Message.ShouldContain("was not signed by the authority");
        var whole = signed with { Certificate = below.Write("whole.pem", File.ReadAllText(signed.Certificate) + "\n" + below.Pem) };
        (await MeetAsync(Silo(whole), Board(_authority.Sign()))).ShouldBe((null, null));
        (await MeetAsync(Silo(_authority.Sign()), Board(whole))).ShouldBe((null, null));
    }

    [Fact]
    public async Task Nothing_older_is_spoken()
    {
#pragma warning disable SYSLIB0039, CA5397 // That it is not spoken is what is tested.
        var (silo, board) = await MeetAsync(Silo(_authority.Sign()), Board(_authority.Sign()), SslProtocols.Tls11);
#pragma warning restore SYSLIB0039, CA5397
        silo.ShouldNotBeNull();
        board.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_silo_lets_nobody_in_without_a_certificate()
    {
        var board = Board(_authority.Sign());
        board.ClientCertificateContext = null;
        var (silo, _) = await MeetAsync(Silo(_authority.Sign()), board);
        silo.ShouldBeOfType<AuthenticationException>();
    }

    [Fact]
    public async Task A_silo_lets_nobody_in_whose_certificate_another_authority_signed()
    {
        // The stranger trusts both, so that only the silo can say no.
        var both = _stranger.Write("both.pem", _authority.Pem + "\n" + _stranger.Pem);
        var (silo, _) = await MeetAsync(Silo(_authority.Sign()), Board(_stranger.Sign() with { Authority = both }));
        silo.ShouldBeOfType<AuthenticationException>();
    }

    [Fact]
    public async Task A_board_calls_no_silo_of_another_authority()
    {
        var both = _stranger.Write("both.pem", _authority.Pem + "\n" + _stranger.Pem);
        var (_, board) = await MeetAsync(Silo(_stranger.Sign() with { Authority = both }), Board(_authority.Sign()));
        board.ShouldBeOfType<AuthenticationException>();
    }

    [Fact]
    public async Task Who_may_only_call_does_not_pass_for_a_silo()
    {
        var caller = ClusterCertificates.Load(_authority.SignCaller(), serves: false, TimeProvider.System);
        var (_, board) = await MeetAsync(caller, Board(_authority.Sign()));
        board.ShouldBeOfType<AuthenticationException>();
    }

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    private static ClusterTls Silo(ClusterTlsFiles files) => ClusterCertificates.Load(files, serves: true, TimeProvider.System);

    private static SslClientAuthenticationOptions Board(ClusterTlsFiles files)
    {
        var options = new SslClientAuthenticationOptions();
        ClusterCertificates.Load(files, serves: false, TimeProvider.System).Apply(options);
        return options;
    }

    // What either end has against the other. Names are not given, as between silos.
    private static async Task<(Exception? Silo, Exception? Board)> MeetAsync(ClusterTls silo, SslClientAuthenticationOptions board, SslProtocols? only = null)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var calling = new TcpClient();
        var accepting = listener.AcceptTcpClientAsync();
        await calling.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var called = await accepting;
        var server = new SslServerAuthenticationOptions();
        silo.Apply(server);
        if (only is { } protocol)
            board.EnabledSslProtocols = protocol;
        var serving = EndAsync(called, stream => stream.AuthenticateAsServerAsync(server));
        var asking = EndAsync(calling, stream => stream.AuthenticateAsClientAsync(board));
        return (await serving, await asking);
    }

    private static async Task<Exception?> EndAsync(TcpClient end, Func<SslStream, Task> shakeHands)
    {
        await using var stream = new SslStream(end.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, found) => certificate is not null && ClusterTls.LetsIn(found));
        try
        {
            await shakeHands(stream);
            return null;
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            return failure;
        }
    }
}
