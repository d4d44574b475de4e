using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LiveBoard.Hosting;

namespace Tests.Shared;

/// <summary>An authority of a cluster, and what it signs, as files in a folder of its own.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string Serves = "1.3.6.1.5.5.7.3.1";
    private const string Calls = "1.3.6.1.5.5.7.3.2";
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-tls-").FullName;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _own;
    private int _signed;

    /// <param name="ends">By default a year after what it signs.</param>
    /// <param name="above">Who signed its own certificate; by default itself.</param>
    public TestAuthority(string name = "authority", bool isAuthority = true, DateTimeOffset? ends = null, TestAuthority? above = null)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        var until = ends ?? Ends.AddYears(1);
        _own = above is null
            ? request.CreateSelfSigned(Begins.AddDays(-1), until)
            : request.Create(above._own.SubjectName, X509SignatureGenerator.CreateForECDsa(above._key), Begins.AddDays(-1), until, [1]);
        Certificate = Write("authority.pem", _own.ExportCertificatePem());
    }

    /// <summary>Of what it signs; real time is within.</summary>
    public static DateTimeOffset Begins { get; } = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Ends { get; } = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The file of the authority's own certificate.</summary>
    public string Certificate { get; }

    public string Pem => _own.ExportCertificatePem();

    public ClusterTlsFiles Sign() => Sign(Serves, Calls);

    public ClusterTlsFiles SignCaller() => Sign(Calls);

    /// <summary>For whatever it may be used.</summary>
    public ClusterTlsFiles SignAnything() => Sign([]);

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        _own.Dispose();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private ClusterTlsFiles Sign(params string[] purposes)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=member", key, HashAlgorithmName.SHA256);
        var usages = new OidCollection();
        foreach (var purpose in purposes)
            usages.Add(new Oid(purpose));
        if (usages.Count > 0)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(usages, critical: false));
        var number = ++_signed;
        using var signed = request.Create(_own.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), Begins, Ends, [(byte)number]);
        return new ClusterTlsFiles(Write($"{number}.pem", signed.ExportCertificatePem()), Write($"{number}.key", key.ExportPkcs8PrivateKeyPem()), Certificate);
    }
}
