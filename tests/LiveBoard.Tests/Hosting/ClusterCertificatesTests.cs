using System.Security.Cryptography;
using LiveBoard.Hosting;
using LiveBoard.Tests.Support;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace LiveBoard.Tests.Hosting;

/// <summary>What would be let in nowhere is found when the process starts, in one line that names the option, the file and the remedy.</summary>
public sealed class ClusterCertificatesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private readonly TestAuthority _authority = new();

    [Fact]
    public void A_certificate_of_the_authority_is_taken_until_it_ends()
    {
        Load(_authority.Sign()).Ends.ShouldBe(TestAuthority.Ends);
        Load(_authority.SignAnything()).Ends.ShouldBe(TestAuthority.Ends);
    }

    [Fact]
    public void It_begins_and_ends_to_the_second()
    {
        var files = _authority.Sign();
        var second = TimeSpan.FromSeconds(1);
        Refused(files, TestAuthority.Begins - second).ShouldContain("--cluster-certificate (MONITOR_CLUSTER_CERTIFICATE)");
        Refused(files, TestAuthority.Begins - second).ShouldContain("is valid only from 2020-01-01 00:00:00Z; see whether the machine's clock is right");
        Load(files, TestAuthority.Begins).Own.HasPrivateKey.ShouldBeTrue();
        Load(files, TestAuthority.Ends - second).Own.HasPrivateKey.ShouldBeTrue();
        Refused(files, TestAuthority.Ends).ShouldContain("ended at 2090-01-01 00:00:00Z; have a new one made");
    }

    [Fact]
    public void An_authority_that_ends_before_its_certificate_ends_it()
    {
        using var brief = new TestAuthority(ends: TestAuthority.Ends.AddYears(-10));
        var files = brief.Sign();
        Load(files).Ends.ShouldBe(TestAuthority.Ends.AddYears(-10));
        var said = Refused(files, TestAuthority.Ends.AddYears(-5));
        said.ShouldContain("--cluster-authority (MONITOR_CLUSTER_AUTHORITY)");
        said.ShouldContain("has ended or is not yet valid");
    }

    [Theory, InlineData("another"), InlineData("authority")]
    public void Another_authority_did_not_sign_it_whatever_its_name(string name)
    {
        using var other = new TestAuthority(name);
        var said = Refused(other.Sign() with { Authority = _authority.Certificate });
        said.ShouldContain("was not signed by the authority in");
        said.ShouldContain("--cluster-authority (MONITOR_CLUSTER_AUTHORITY)");
    }

    [Fact]
    public void While_one_authority_takes_over_from_another_both_are_in_the_file()
    {
        using var next = new TestAuthority("next");
        var both = _authority.Write("both.pem", _authority.Pem + "\n" + next.Pem);
        Load(_authority.Sign() with { Authority = both }).Own.Subject.ShouldBe("CN=member");
        Load(next.Sign() with { Authority = both }).Own.Subject.ShouldBe("CN=member");
    }

    [Fact]
    public void Who_signs_must_be_an_authority()
    {
        using var plain = new TestAuthority("plain", isAuthority: false);
        Refused(_authority.Sign() with { Authority = plain.Certificate }).ShouldContain("holds a certificate that is no authority's: CN=plain");
    }

    [Fact]
    public void A_silo_is_called_and_a_board_is_not()
    {
        var files = _authority.SignCaller();
        ClusterCertificates.Load(files, serves: false, Clock(Now)).Own.HasPrivateKey.ShouldBeTrue();
        Refused(files).ShouldContain("may not be used for serverAuth");
    }

    [Fact]
    public void The_key_is_that_of_the_certificate_and_has_no_password()
    {
        var files = _authority.Sign();
        Refused(files with { Key = _authority.Sign().Key }).ShouldContain("is not the RSA or ECDSA key of the certificate");
        Refused(files with { Key = files.Certificate }).ShouldContain("holds no key in PEM");
        using var key = ECDsa.Create();
        var locked = key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 10));
        Refused(files with { Key = _authority.Write("locked.key", locked) }).ShouldContain("has a password");
        Refused(files with { Key = _authority.Write("broken.key", File.ReadAllText(files.Key).Replace('M', 'N')) }).ShouldContain("is not the RSA or ECDSA key");
    }

    [Fact]
    public void A_file_that_is_missing_or_holds_something_else_is_named_with_its_option()
    {
        var files = _authority.Sign();
        foreach (var (without, name) in new[]
        {
            (files with { Certificate = "/nowhere" }, "--cluster-certificate (MONITOR_CLUSTER_CERTIFICATE)"),
            (files with { Key = "/nowhere" }, "--cluster-key (MONITOR_CLUSTER_KEY)"),
            (files with { Authority = "/nowhere" }, "--cluster-authority (MONITOR_CLUSTER_AUTHORITY)"),
        })
        {
            Refused(without).ShouldStartWith(name);
            Refused(without).ShouldContain("'/nowhere' cannot be read");
        }

        Refused(files with { Certificate = files.Key }).ShouldContain("holds no certificate in PEM");
        Refused(files with { Authority = _authority.Write("empty.pem", "") }).ShouldContain("holds no certificate in PEM");
        Refused(files with { Authority = _authority.Write("broken.pem", _authority.Pem.Replace('M', 'N')) }).ShouldContain("holds no certificate in PEM");
        Refused(files with { Key = Path.GetDirectoryName(files.Key)! }).ShouldContain("cannot be read");
    }

    public void Dispose() => _authority.Dispose();

    private static FakeTime Clock(DateTimeOffset now) => new(now);

    private static ClusterTls Load(ClusterTlsFiles files, DateTimeOffset? now = null) => ClusterCertificates.Load(files, serves: true, Clock(now ?? Now));

    private static string Refused(ClusterTlsFiles files, DateTimeOffset? now = null)
    {
        var said = Should.Throw<ClusterTlsException>(() => Load(files, now)).Message;
        said.ShouldNotContain("\n");
        return said;
    }
}
